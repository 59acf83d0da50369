/** A JSON Schema 2020-12 as plain data. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

export interface KindSchema {
  /** The kind key; for a plugin's gate, the name that `uses` takes. */
  readonly kind: string;
  /** Of the gate's own keys; for a plugin's gate, of `with`. */
  readonly schema: JsonSchema;
}

const pointerTo = (kind: string) => `#/$defs/kind:${kind.replaceAll("~", "~0").replaceAll("/", "~1")}`;

/** The kind's definitions move into the kind's own name space, so that two kinds may use one name. */
const embedded = (value: unknown, kind: string, own: ReadonlySet<string>): unknown => {
  if (Array.isArray(value)) return value.map((item) => embedded(item, kind, own));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
      if (key === "$id" || key === "$schema" || key === "tsType") return [];
      const local = key === "$ref" && typeof inner === "string" && /^#\/\$defs\/(.+)$/.exec(inner)?.[1];
      if (typeof local === "string" && own.has(local)) return [[key, `${pointerTo(kind)}/$defs/${local}`]];
      return [[key, embedded(inner, kind, own)]];
    }),
  );
};

const embed = ({ kind, schema }: KindSchema): JsonSchema => embedded(schema, kind, new Set(Object.keys(schema.$defs ?? {}))) as JsonSchema;

/**
 * The full policy schema: the frame with the gate definition made of all kinds, discriminated by kind key (`if`/`then`),
 * so that an editor reports what is wrong in the one branch that was meant.
 */
export const composePolicySchema = (frame: JsonSchema, kinds: readonly KindSchema[], plugins: readonly KindSchema[]): JsonSchema => {
  const common = frame.$defs?.["common"]?.properties ?? {};
  const branch = (kind: KindSchema): JsonSchema => {
    const { $defs, ...schema } = embed(kind);
    return { ...schema, ...($defs && { $defs }), additionalProperties: false, properties: { ...schema.properties, ...common } };
  };
  const plugged = plugins.map((plugin) => ({
    if: { properties: { uses: { const: plugin.kind } }, required: ["uses"] },
    then: { properties: { with: { $ref: pointerTo(plugin.kind) } } },
  }));
  const keys = kinds.map(({ kind }) => kind);
  const gate: JsonSchema = {
    title: "Gate",
    description: "A mapping with exactly one kind key plus that kind's own keys.",
    type: "object",
    allOf: [
      ...kinds.map(({ kind }) => ({ if: { type: "object", required: [kind] }, then: { $ref: pointerTo(kind) } })),
      { if: { type: "object" }, then: { anyOf: keys.map((key) => ({ required: [key] })) } },
      ...plugged,
    ],
    properties: {
      ...Object.fromEntries(kinds.map(({ kind, schema }) => [kind, { description: schema.properties?.[kind]?.["description"] }])),
      ...common,
    },
  };
  const { tsType: _tsType, ...stripped } = embedded(frame, "", new Set()) as Record<string, unknown> & {
    $defs: Record<string, JsonSchema>;
  };
  const { common: _common, ...defs } = stripped.$defs;
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "https://muster.dev/schemas/policy.schema.json",
    ...stripped,
    $defs: {
      ...defs,
      gate,
      ...Object.fromEntries(kinds.map((kind) => [`kind:${kind.kind}`, branch(kind)])),
      ...Object.fromEntries(plugins.map((plugin) => [`kind:${plugin.kind}`, embed(plugin)])),
    },
  };
};

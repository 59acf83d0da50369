import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../root.js";
import { readIfThere } from "./read-if-there.js";

export const generated = join(root, "packages/core/src/generated");

export type Schema = { [key: string]: unknown; $defs?: Record<string, Schema>; properties?: Record<string, Schema>; required?: string[] };

export interface Kind {
  /** The kind key, such as `metric`. */
  readonly key: string;
  /** The folder under packages/core/src/gates. */
  readonly folder: string;
  readonly schema: Schema;
  /** The kind's outcome codes and what they mean. */
  readonly codes: Readonly<Record<string, string>>;
}

export interface Schemas {
  /** By file name without `.schema.json`. */
  readonly files: ReadonlyMap<string, Schema>;
  /** In alphabetical order of their folders. */
  readonly kinds: readonly Kind[];
  /** The outcome codes that a gate of any kind may get from the engine. */
  readonly codes: Readonly<Record<string, string>>;
  /** The codes of a decision as a whole, which the decision's schema lists. */
  readonly decisionCodes: Readonly<Record<string, string>>;
}

const readJson = async (path: string) => JSON.parse(await readFile(path, "utf8")) as Schema;

const readCodes = async (folder: string) => JSON.parse((await readIfThere(join(folder, "codes.json"))) ?? "{}") as Record<string, string>;

export const readSchemas = async (): Promise<Schemas> => {
  const names = (await readdir(join(root, "schemas"))).filter((name) => name.endsWith(".schema.json")).sort();
  const files = new Map<string, Schema>();
  for (const name of names) files.set(name.replace(".schema.json", ""), await readJson(join(root, "schemas", name)));
  const gates = join(root, "packages/core/src/gates");
  const folders = (await readdir(gates, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const kinds: Kind[] = [];
  for (const folder of folders) {
    const schema = await readJson(join(gates, folder, "schema.json"));
    const key = schema.required?.[0];
    if (key === undefined) throw new Error(`gates/${folder}/schema.json: the first of \`required\` must be the kind key`);
    kinds.push({ key, folder, schema, codes: await readCodes(join(gates, folder)) });
  }
  const decisionCodes = await readCodes(join(root, "packages/core/src/decision"));
  return { files, kinds, codes: await readCodes(gates), decisionCodes };
};

export const frameOf = (schemas: Schemas): Schema => {
  const frame = schemas.files.get("policy-frame");
  if (frame === undefined) throw new Error("schemas/policy-frame.schema.json is missing");
  return frame;
};

/** A kind's schema as it stands alone: its own and the common keys, nothing else; nested gates are any mapping. */
export const standalone = (kind: Kind, frame: Schema): Schema => ({
  ...kind.schema,
  additionalProperties: false,
  properties: { ...kind.schema.properties, ...frame.$defs?.["common"]?.properties },
  $defs: { ...sharedDefs(frame), ...kind.schema.$defs, gate: { type: "object" } },
});

export const sharedDefs = (frame: Schema): Record<string, Schema> => {
  const { stage: _stage, gate: _gate, common: _common, ...shared } = frame.$defs ?? {};
  return shared;
};

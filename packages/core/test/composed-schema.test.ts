/** The full policy schema, for editors without a Muster extension, says the same as the engine. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { parsePolicy, policySchema, type DiagnosticCode } from "@muster/core";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";

const root = new URL("../../../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const ajvOf = (schema: object) => new Ajv2020({ strict: false, formats: { uri: /^[a-z][a-z0-9+.-]*:\S+$/i } }).compile(schema);

const kinds = readdirSync(new URL("packages/core/src/gates", root), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

interface Fixture {
  readonly name: string;
  readonly gate: object;
  readonly groups?: object;
}

const fixtures = (file: string): readonly Fixture[] =>
  kinds.flatMap((kind) => parse(read(`packages/core/src/gates/${kind}/fixtures/${file}.yaml`)) as Fixture[]);

const policyOf = ({ gate, groups = { "ml-leads": ["alice@example.com"] } }: Fixture) => ({
  version: 1,
  name: "small",
  models: ["*"],
  groups,
  stages: [{ name: "development" }, { name: "staging" }, { name: "production", gates: [gate] }],
});

/** What a JSON Schema can say; the other codes need the whole policy. A `wrong-value` may also be the engine's own knowledge. */
const ofSchema: readonly DiagnosticCode[] = ["wrong-type", "unknown-key", "missing-key", "unknown-kind", "several-kinds"];

describe("the composed policy schema", () => {
  const accepts = ajvOf(JSON.parse(read("schemas/generated/policy.schema.json")) as object);

  for (const fixture of [...fixtures("valid"), ...fixtures("invalid")]) {
    it(`agrees with the engine on: ${fixture.name} (${JSON.stringify(fixture.gate).slice(0, 60)})`, () => {
      const policy = policyOf(fixture);
      const { diagnostics } = parsePolicy({ file: "small.json", text: JSON.stringify(policy) });
      const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code);
      const accepted = accepts(policy);
      if (errors.length === 0) assert.ok(accepted, JSON.stringify(accepts.errors));
      if (errors.some((code) => ofSchema.includes(code))) assert.ok(!accepted, errors.join());
      if (!accepted) assert.ok(errors.length > 0);
    });
  }

  it("takes a plugin's keys into the same composition", () => {
    const plugin = {
      kind: "@acme/at-most",
      schema: {
        type: "object",
        required: ["most"],
        properties: { most: { $ref: "#/$defs/share" } },
        $defs: { share: { type: "number", maximum: 1 } },
      },
    };
    const composed = ajvOf(policySchema([plugin]));
    const uses = (keys: object) => policyOf({ name: "plugin", gate: { uses: "@acme/at-most", ...keys } });
    assert.equal(composed(uses({ with: { most: 0.1 } })), true);
    assert.equal(composed(uses({ with: { most: 2 } })), false);
    assert.equal(composed(uses({ with: {} })), false);
  });
});

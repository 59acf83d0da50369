/** Cases with values from other systems' test suites, through the public API. Where we part from them on purpose, the case says so in its note. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { compile, evaluate, parsePolicy, readEvidence, type GateResult } from "@muster/core";

interface Case {
  readonly name: string;
  readonly source: string;
  readonly policy: unknown;
  readonly evidence: unknown;
  readonly to: string;
  readonly at: string;
  readonly expect: { readonly verdict: string; readonly gates: Readonly<Record<string, string>> };
}

const folder = new URL("../conformance/", import.meta.url);

const answer = ({ policy, evidence, to, at }: Case): Case["expect"] => {
  const parsed = parsePolicy({ file: "case.promotion.json", text: JSON.stringify(policy) });
  const read = readEvidence({ file: "evidence.json", text: JSON.stringify(evidence) });
  if (parsed.policy === undefined || read.evidence === undefined) return { verdict: "error", gates: {} };
  const decided = evaluate(compile(parsed), read.evidence, { to, at });
  if (!decided.ok) return { verdict: "error", gates: {} };
  const { verdict, gates } = decided.value;
  return { verdict, gates: Object.fromEntries(flat(gates).map(({ id, outcome }) => [id, outcome])) };
};

const flat = (gates: readonly GateResult[]): readonly GateResult[] => gates.flatMap((gate) => [gate, ...flat(gate.gates ?? [])]);

for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
  const cases = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as readonly Case[];
  describe(`cases of ${file.replace(".json", "")}`, () => {
    for (const one of cases) {
      it(`${one.name} (${one.source.split("#").at(-1)})`, () => {
        const got = answer(one);
        assert.equal(got.verdict, one.expect.verdict);
        for (const [id, outcome] of Object.entries(one.expect.gates)) assert.equal(got.gates[id], outcome, `gate \`${id}\``);
      });
    }
  });
}

/** Every gate kind's own fixtures, what they say to people (`cases.txt`, `invalid.txt`), and that no kind lacks one of its parts. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import {
  builtInGates,
  compile,
  evaluate,
  parsePolicy,
  type CompiledGate,
  type Decision,
  type Evidence,
  type GateResult,
  type Program,
} from "@muster/core";
import { parse } from "yaml";
import { decisionMessages, diagnosticMessages, openMessages } from "./gate-messages.js";
import { pluginGates } from "./plugin-gates.js";

interface Fixture {
  readonly name: string;
  readonly gate?: object;
  readonly gates?: readonly object[];
  readonly groups?: object;
  readonly identities?: object;
}

interface InvalidFixture extends Fixture {
  readonly code: string;
  /** The text that the diagnostic's range covers. */
  readonly at?: string;
}

interface CaseFixture extends Fixture {
  readonly candidate?: Partial<Evidence["candidate"]>;
  readonly evidence?: Partial<Evidence>;
  readonly at?: string;
  readonly expect: Partial<GateResult> & {
    readonly verdict?: string;
    readonly gates?: Readonly<Record<string, string | Partial<GateResult>>>;
  };
}

const kinds = new URL("../../src/gates/", import.meta.url);
const folders = readdirSync(kinds, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const read = <T>(folder: string, file: string): readonly T[] => {
  const path = new URL(`${folder}/fixtures/${file}`, kinds);
  return existsSync(path) ? (parse(readFileSync(path, "utf8")) as T[]) : [];
};

const kindOf = (folder: string): string | undefined =>
  (JSON.parse(readFileSync(new URL(`${folder}/schema.json`, kinds), "utf8")) as { required: string[] }).required[0];

const groups = { "ml-leads": ["alice@example.com", "bob@example.com", "carol@example.com"], risk: ["dana@example.com"] };

const options = { gates: pluginGates };

const policyOf = (fixture: Fixture) =>
  parsePolicy(
    {
      file: "promotion.json",
      text: JSON.stringify(
        {
          version: 1,
          name: "fraud-models",
          models: ["fraud-*"],
          groups: fixture.groups ?? groups,
          ...(fixture.identities && { identities: fixture.identities }),
          stages: [
            { name: "development" },
            { name: "staging", gates: [{ tag: "model_card", exists: true }] },
            { name: "production", gates: fixture.gates ?? [fixture.gate] },
          ],
        },
        null,
        2,
      ),
    },
    options,
  );

/** A fixture takes a default away by null. */
const withoutNulls = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null)) as T;

const evidenceOf = ({ candidate, evidence }: CaseFixture): Evidence =>
  withoutNulls({
    model: "fraud-cards",
    request: { to: "production", requester: "ci-bot@example.com" },
    stages: { staging: { version: "7", since: "2026-11-18T09:00:00Z" }, production: { version: "5", since: "2026-08-01T00:00:00Z" } },
    baselines: {},
    approvals: [],
    checks: [],
    ...evidence,
    candidate: withoutNulls({
      version: "7",
      author: "erin@example.com",
      createdAt: "2026-11-10T08:00:00Z",
      digest: "sha256:aa",
      tags: {},
      params: {},
      metrics: {},
      ...candidate,
      ...evidence?.candidate,
    }),
  });

const programOf = (fixture: Fixture): Program => {
  const parsed = policyOf(fixture);
  assert.deepEqual(
    parsed.diagnostics.filter(({ severity }) => severity === "error"),
    [],
  );
  return compile(parsed, options);
};

const decide = (fixture: CaseFixture): Decision => {
  const decided = evaluate(programOf(fixture), evidenceOf(fixture), { at: fixture.at ?? "2026-11-20T10:00:00Z" });
  assert.ok(decided.ok, decided.ok ? "" : decided.message);
  return decided.value;
};

const flat = (gates: readonly GateResult[]): readonly GateResult[] => gates.flatMap((gate) => [gate, ...flat(gate.gates ?? [])]);

const withNested = (gates: readonly CompiledGate[]): readonly CompiledGate[] => gates.flatMap((gate) => [gate, ...withNested(gate.nested)]);

/** The results of gates that were asked, on evidence that can be read. */
const askedGates = (decision: Decision): readonly GateResult[] =>
  flat(decision.gates).filter(({ code, outcome }) => outcome !== "skipped" && code !== "instant-unreadable");

const agrees = (result: GateResult | undefined, expected: string | Partial<GateResult>): void => {
  assert.ok(result, "no such gate");
  const wanted = typeof expected === "string" ? { outcome: expected } : expected;
  const got = Object.fromEntries(Object.keys(wanted).map((key) => [key, result[key as keyof GateResult]]));
  assert.deepEqual(got, wanted, result.message);
};

describe("the gate kinds", () => {
  it("each have a schema, codes, a docs page and fixtures", () => {
    for (const folder of folders) {
      const lacks = ["schema.json", "codes.json", "docs.md", "fixtures/valid.yaml", "fixtures/invalid.yaml", "fixtures/cases.yaml"].filter(
        (part) => !existsSync(new URL(`${folder}/${part}`, kinds)),
      );
      assert.deepEqual(lacks, [], `gates/${folder} lacks parts`);
    }
  });

  it("are all in the list of built-in kinds, once", () => {
    assert.deepEqual([...builtInGates.map(({ kind }) => kind), "uses"].sort(), folders.map(kindOf).sort());
  });

  for (const folder of folders) {
    const cases = read<CaseFixture>(folder, "cases.yaml");
    it(`${folder}: every outcome code is shown by a case`, () => {
      const codes = Object.keys(JSON.parse(readFileSync(new URL(`${folder}/codes.json`, kinds), "utf8")) as object);
      const seen = new Set(
        cases
          .flatMap((one) => flat(decide(one).gates))
          .flatMap(({ code, measurements }) => [code, ...(measurements ?? []).map((one) => one.code)]),
      );
      assert.deepEqual(
        codes.filter((code) => !seen.has(code)),
        [],
      );
    });
  }
});

describe("the outcomes that tests of a policy are asked to show", () => {
  for (const folder of folders.filter((name) => name !== "uses")) {
    it(`${folder}: are those that its cases find, and no others`, () => {
      const [named, found] = [new Set<string>(), new Set<string>()];
      for (const fixture of read<CaseFixture>(folder, "cases.yaml")) {
        const results = new Map(askedGates(decide(fixture)).map((result) => [result.id, result]));
        for (const { id, kind, prepared, when } of withNested(programOf(fixture).stages.get("production")?.gates ?? [])) {
          const outcomes = [...(kind.outcomes?.(prepared) ?? []), ...(when === undefined ? [] : ["unknown"])];
          const result = results.get(id);
          if (result !== undefined && !kind.kind.startsWith("@"))
            assert.ok(outcomes.includes(result.outcome), `${fixture.name}: ${id} is ${result.outcome}`);
          if (kind.kind !== kindOf(folder)) continue;
          outcomes.forEach((outcome) => named.add(outcome));
          if (result !== undefined) found.add(result.outcome);
        }
      }
      assert.deepEqual([...named].sort(), [...found].sort());
    });
  }
});

for (const folder of folders) {
  describe(`gate kind ${folder}: accepts`, () => {
    for (const fixture of read<Fixture>(folder, "valid.yaml")) {
      it(fixture.name, () => {
        const errors = policyOf(fixture).diagnostics.filter(({ severity }) => severity === "error");
        assert.deepEqual(errors, []);
      });
    }
  });

  describe(`gate kind ${folder}: rejects`, () => {
    const messages = openMessages(new URL(`${folder}/fixtures/invalid.txt`, kinds));
    after(messages.update);
    for (const fixture of read<InvalidFixture>(folder, "invalid.yaml")) {
      it(fixture.name, () => {
        const { diagnostics, text } = policyOf(fixture);
        const found = diagnostics.find(({ code }) => code === fixture.code);
        assert.ok(found, `no \`${fixture.code}\` among ${diagnostics.map(({ code, message }) => `${code}: ${message}`).join("; ")}`);
        if (fixture.at !== undefined) assert.equal(text.slice(found.range.start.offset, found.range.end.offset), fixture.at);
        messages.check(fixture.name, diagnosticMessages(diagnostics.filter(({ code }) => code !== "unused-group")));
      });
    }
  });

  describe(`gate kind ${folder}: decides`, () => {
    const messages = openMessages(new URL(`${folder}/fixtures/cases.txt`, kinds));
    after(messages.update);
    for (const fixture of read<CaseFixture>(folder, "cases.yaml")) {
      it(fixture.name, () => {
        const decision = decide(fixture);
        const { verdict, gates, ...own } = fixture.expect;
        const results = flat(decision.gates).filter(({ id }) => id !== "order");
        if (Object.keys(own).length > 0) agrees(results[0], own);
        for (const [id, expected] of Object.entries(gates ?? {}))
          agrees(
            results.find((result) => result.id === id),
            expected,
          );
        if (verdict !== undefined) assert.equal(decision.verdict, verdict);
        messages.check(fixture.name, decisionMessages(decision));
      });
    }
  });
}

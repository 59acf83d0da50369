/** What holds for every text. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { compile, parsePolicy, readEvidence, type CompiledStage, type Diagnostic } from "@muster/core";
import { codesWithFixtures, readFixtures } from "./diagnostic-fixtures.js";
import { pluginGates } from "./plugin-gates.js";

const policies = codesWithFixtures
  .flatMap(readFixtures)
  .flatMap(({ files }) => [...files.values()])
  .filter(({ length }) => length < 5_000);

const pieces = [
  "\n",
  "  ",
  "- ",
  ": ",
  "{",
  "}",
  "[",
  "]",
  '"',
  "'",
  "#",
  "&a ",
  "*a",
  "!",
  "|\n",
  "~",
  "null",
  "1",
  "__proto__: x\n",
  "\u0000",
  "\ud800",
  "\ufeff",
  "\r",
  "\t",
  "---\n",
  "%YAML 1.1\n",
];

/** A policy of the fixtures with pieces cut out, doubled and put in. */
const mutated = fc
  .tuple(
    fc.constantFrom(...policies),
    fc.array(
      fc.record({ at: fc.nat(5_000), length: fc.nat(30), what: fc.oneof(fc.constantFrom("cut", "double"), fc.constantFrom(...pieces)) }),
      { minLength: 1, maxLength: 6 },
    ),
  )
  .map(([policy, edits]) =>
    edits.reduce((text, { at, length, what }) => {
      const start = at % (text.length + 1);
      const piece = text.slice(start, start + length);
      const instead = what === "cut" ? "" : what === "double" ? piece + piece : what + piece;
      return text.slice(0, start) + instead + text.slice(start + length);
    }, policy),
  );

const text = fc.oneof({ weight: 4, arbitrary: mutated }, { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) });

const isInside = (text: string, { range: { start, end }, fixes = [] }: Diagnostic): boolean => {
  const before = text.slice(0, start.offset);
  return (
    start.offset <= end.offset &&
    end.offset <= text.length &&
    start.line === before.split("\n").length &&
    start.column === start.offset - before.lastIndexOf("\n") &&
    fixes.every(({ range }) => range.start.offset <= range.end.offset && range.end.offset <= text.length)
  );
};

const idsOf = (gates: CompiledStage["gates"]): readonly string[] => gates.flatMap(({ id, nested }) => [id, ...idsOf(nested)]);

describe("for every text", function () {
  this.timeout(120_000);

  it("a policy is read or an error tells why not, each diagnostic stands inside of the text and once, in order", () => {
    fc.assert(
      fc.property(text, (text) => {
        const { policy, diagnostics } = parsePolicy({ file: "promotion.yaml", text }, { gates: pluginGates });
        const hasError = diagnostics.some(({ severity }) => severity === "error");
        assert.equal(policy === undefined, hasError);
        for (const diagnostic of diagnostics) assert.ok(isInside(text, diagnostic), JSON.stringify(diagnostic));
        const offsets = diagnostics.map(({ range }) => range.start.offset);
        assert.deepEqual(
          offsets,
          [...offsets].sort((a, b) => a - b),
        );
        const keys = diagnostics.map(({ code, message, range }) => JSON.stringify([code, message, range]));
        assert.equal(new Set(keys).size, keys.length);
      }),
      { numRuns: 1_500 },
    );
  });

  it("a policy without an error can be compiled, and each gate of a stage has an id of its own", () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const parsed = parsePolicy({ file: "promotion.yaml", text }, { gates: pluginGates });
        if (parsed.policy === undefined) return;
        for (const { gates, rollback } of compile(parsed, { gates: pluginGates }).stages.values()) {
          for (const ids of [idsOf(gates), idsOf(rollback)]) assert.deepEqual(ids, [...new Set(ids)]);
        }
      }),
      { numRuns: 1_500 },
    );
  });

  it("evidence is read or an error tells why not", () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.json()), (text) => {
        const { evidence, diagnostics } = readEvidence({ file: "evidence.yaml", text });
        assert.equal(evidence === undefined, diagnostics.length > 0);
        for (const diagnostic of diagnostics) assert.ok(isInside(text, diagnostic), JSON.stringify(diagnostic));
      }),
      { numRuns: 500 },
    );
  });
});

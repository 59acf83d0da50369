/** Texts that were made to hang, crash or fool a reader. Each is answered with a diagnostic, and soon. */
import assert from "node:assert/strict";
import { compile, evaluate, parsePolicy, readEvidence, type Diagnostic } from "@muster/core";

const stages = "version: 1\nname: x\nmodels: [x]\nstages:\n  - name: a\n";

const bomb = (levels: number): string =>
  ["a0: &a0 [x]", ...Array.from({ length: levels }, (_, index) => `a${index + 1}: &a${index + 1} [${`*a${index},`.repeat(10)}]`)].join(
    "\n",
  );

interface Hostile {
  readonly name: string;
  readonly text: string;
  readonly code: string;
}

const deep = 100_000;

const texts: readonly Hostile[] = [
  { name: "ten to the ninth values of nine lines", text: bomb(9), code: "too-many-aliases" },
  { name: "an alias in its own anchor", text: `${stages}x: &x { y: [*x] }\n`, code: "too-many-aliases" },
  { name: "an alias of a key's anchor, in a mapping of itself", text: "&a a: &b { *a : *b }\n", code: "too-many-aliases" },
  { name: "ten megabytes of one text", text: `name: ${"x".repeat(10_000_000)}\n`, code: "too-large" },
  { name: "ten megabytes of lines", text: "- x\n".repeat(2_500_000), code: "too-large" },
  { name: "lists in lists, never closed", text: "[".repeat(deep), code: "too-deep" },
  { name: "lists in lists, closed", text: "[".repeat(deep) + "]".repeat(deep), code: "too-deep" },
  { name: "mappings in mappings", text: '{"a":'.repeat(deep) + "1" + "}".repeat(deep), code: "too-deep" },
  { name: "lists in lists on one line", text: `${"- ".repeat(deep)}x`, code: "too-deep" },
  { name: "keys in keys", text: `${"? ".repeat(deep)}x`, code: "too-deep" },
  {
    name: "aliases that nest what is nested",
    text: Array.from({ length: 70 }, (_, i) => `a${i}: &a${i} [${i === 0 ? "x" : `*a${i - 1}`}]`).join("\n"),
    code: "too-deep",
  },
  { name: "a hundred thousand errors", text: "- a: ".repeat(20_000), code: "yaml-syntax" },
  { name: "a hundred thousand closing brackets", text: "]".repeat(100_000), code: "yaml-syntax" },
  { name: "a hundred thousand directives", text: "%X\n".repeat(100_000), code: "yaml-syntax" },
  { name: "a NUL", text: `${stages}\0`, code: "yaml-syntax" },
  { name: "an escape sequence of a terminal", text: `${stages}# \u001b[2J\n`, code: "yaml-syntax" },
  { name: "a carriage return alone, which hides what is before it", text: `${stages}# \rname: y\n`, code: "yaml-syntax" },
  { name: "half of a surrogate pair", text: `name: "\ud83d"\n`, code: "yaml-syntax" },
  { name: "half of a surrogate pair as an escape", text: 'name: "\\udc00"\n', code: "yaml-syntax" },
  { name: "half of a surrogate pair in a key", text: '"\\udc00": 1\n', code: "yaml-syntax" },
  { name: "YAML 1.1 by a directive", text: `%YAML 1.1\n---\n${stages}`, code: "yaml-syntax" },
  { name: "a tag of JavaScript", text: `${stages}x: !!js/function "() => 1"\n`, code: "yaml-syntax" },
  { name: "binary data", text: `${stages}x: !!binary aGk=\n`, code: "yaml-syntax" },
  { name: "a set", text: "!!set { a, b }\n", code: "yaml-syntax" },
  { name: "a merge key, which has no meaning here", text: `${stages}<<: { override: never }\n`, code: "unknown-key" },
  { name: "the prototype", text: `${stages}__proto__: { override: never }\n`, code: "unknown-key" },
  { name: "the prototype of a stage", text: `${stages}  - name: b\n    __proto__: { gates: [] }\n`, code: "unknown-key" },
  {
    name: "a gate of the prototype's kind",
    text: `${stages}  - name: b\n    gates: [{ toString: 1, __proto__: { tag: x } }]\n`,
    code: "unknown-kind",
  },
  { name: "the constructor as a plugin", text: `${stages}  - name: b\n    gates: [{ uses: constructor }]\n`, code: "unknown-plugin" },
  { name: "a list as a key", text: "? [a, b]\n: c\n", code: "wrong-type" },
  { name: "nothing as a key", text: ": c\n", code: "wrong-type" },
  {
    name: "a number beyond all numbers",
    text: `${stages}  - name: b\n    gates: [{ metric: x, max: 1e999999999 }]\n`,
    code: "wrong-value",
  },
  {
    name: "a number of a hundred thousand digits",
    text: `${stages}  - name: b\n    gates: [{ metric: x, max: ${"9".repeat(100_000)} }]\n`,
    code: "wrong-value",
  },
  { name: "no number", text: `${stages}  - name: b\n    gates: [{ metric: x, max: .nan }]\n`, code: "wrong-value" },
  { name: "nothing", text: "", code: "empty-document" },
  { name: "blanks", text: " \n\t\n", code: "empty-document" },
];

/** Slow machines are slow; a hang is told from that by far. */
const patience = 60_000;

const codesOf = (diagnostics: readonly Diagnostic[]): ReadonlySet<string> => new Set(diagnostics.map(({ code }) => code));

describe("a hostile policy", function () {
  this.timeout(patience);

  for (const { name, text, code } of texts) {
    it(`is told what is wrong: ${name}`, () => {
      const { policy, diagnostics } = parsePolicy({ file: "promotion.yaml", text });
      assert.equal(policy, undefined);
      assert.ok(codesOf(diagnostics).has(code), [...codesOf(diagnostics)].join(", "));
    });
  }

  it("does not reach the prototype of anything", () => {
    const { document } = parsePolicy({
      file: "promotion.yaml",
      text: "__proto__: { admin: true }\nconstructor: { prototype: { admin: true } }\n",
    });
    const { data } = document;
    assert.ok(typeof data === "object" && data !== null);
    assert.deepEqual(Object.keys(data), ["__proto__", "constructor"]);
    assert.equal(Object.getPrototypeOf(data), Object.prototype);
    assert.equal(({} as { admin?: boolean }).admin, undefined);
  });

  it("has its first key where a key stands twice, and is an error", () => {
    const { document, diagnostics } = parsePolicy({ file: "promotion.yaml", text: 'a: 1\n"a": 2\n__proto__: 3\n__proto__: 4\n' });
    assert.equal(JSON.stringify(document.data), '{"a":1,"__proto__":3}');
    assert.equal(diagnostics.filter(({ code }) => code === "duplicate-key").length, 2);
  });

  it("with fifty thousand keys is read in one pass", () => {
    const keys = Array.from({ length: 50_000 }, (_, index) => `k${index}: 1`).join("\n");
    const { diagnostics } = parsePolicy({ file: "promotion.yaml", text: `${keys}\n` });
    assert.ok(codesOf(diagnostics).has("unknown-key"));
  });

  it("with ten thousand lines is read in one pass", () => {
    const gates = Array.from({ length: 3_000 }, (_, index) => `      - metric: m${index}\n        min: 0.1\n        max: 0.9\n`).join("");
    const { policy, diagnostics } = parsePolicy({ file: "promotion.yaml", text: `${stages}  - name: b\n    gates:\n${gates}` });
    assert.deepEqual(diagnostics, []);
    assert.equal(policy?.stages[1]?.gates?.length, 3_000);
  });

  it("with ten thousand stages after one another, backwards, is read in one pass", () => {
    const count = 10_000;
    const chain = Array.from(
      { length: count },
      (_, index) => `  - { name: s${index}, after: [s${index + 1}], gates: [{ tag: x, exists: true }] }\n`,
    ).join("");
    const { diagnostics } = parsePolicy({
      file: "promotion.yaml",
      text: `${stages}${chain}  - { name: s${count}, after: [a], gates: [{ tag: x, exists: true }] }\n`,
    });
    assert.deepEqual(diagnostics, []);
  });
});

describe("hostile evidence", function () {
  this.timeout(patience);

  for (const { name, text } of texts.filter(({ code }) => !["too-large", "unknown-plugin", "unknown-kind"].includes(code))) {
    it(`is told what is wrong: ${name}`, () => {
      const { evidence, diagnostics } = readEvidence({ file: "evidence.yaml", text });
      assert.equal(evidence, undefined);
      assert.ok(diagnostics.length > 0);
    });
  }

  for (const name of [...Object.getOwnPropertyNames(Object.prototype), "prototype"]) {
    it(`does not take what every object has for a fact: \`${name}\``, () => {
      const gates = `[{ metric: "${name}", min: 0 }, { tag: "${name}", equals: x }, { metric: a, min: 0, when: { param: "${name}", equals: x } }]`;
      const text = `version: 1\nname: x\nmodels: [x]\nstages: [{ name: a }, { name: b, gates: ${gates} }]\n`;
      const decided = evaluate(compile(parsePolicy({ file: "promotion.yaml", text })), {
        model: "x",
        request: { to: "b", at: "2026-11-20T10:00:00Z" },
        candidate: { version: "1", metrics: {}, tags: {}, params: {} },
      });
      assert.ok(decided.ok);
      assert.deepEqual(
        decided.value.gates.slice(1).map(({ outcome, code }) => [outcome, code]),
        [
          ["unknown", "metric-missing"],
          ["unknown", "tag-missing"],
          ["unknown", "when-unknown"],
        ],
      );
    });
  }

  it("keeps names like `__proto__` as names", () => {
    const text = '{"model":"m","candidate":{"version":"1","metrics":{"__proto__":0.5,"constructor":1},"tags":{"__proto__":"x"}}}';
    for (const one of [text, `${text} # YAML`]) {
      const { evidence } = readEvidence({ file: "evidence.json", text: one });
      assert.equal(JSON.stringify(evidence), text);
      assert.equal(Object.getPrototypeOf(evidence?.candidate.metrics), Object.prototype);
    }
  });
});

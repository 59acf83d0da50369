/** Texts that take long, or all of the memory, where something is not linear in their length. */

const head = 'version: 1\nname: long\nmodels: ["fraud-*"]\nstages:\n  - name: development\n  - name: production\n    gates:\n';

const many = (line: (index: number) => string): string => Array.from({ length: 2000 }, (_, index) => line(index)).join("");

const unfolding = (levels: number): string =>
  Array.from({ length: levels }, (_, index) => `a${index + 1}: &a${index + 1} [${Array(10).fill(`*a${index}`).join(", ")}]\n`).join("");

export const hostileTexts: Readonly<Record<string, string>> = {
  "brackets without end": "[".repeat(20_000),
  "mappings within one another without end": "{a: ".repeat(10_000),
  "lists within one another without end": "- ".repeat(10_000),
  "aliases that unfold to billions of values": `a0: &a0 [lol]\n${unfolding(12)}`,
  "aliases that unfold to billions of gates": `${head}      - &g0 { soak: 1h }\n${Array.from({ length: 40 }, (_, index) => `      - &g${index + 1} { anyOf: [*g${index}, *g${index}] }\n`).join("")}`,
  "a list that contains itself": `${head}      - &g { anyOf: [*g, *g] }\n`,
  "gates without end": head + many((index) => `      - id: gate-${index}\n        metric: auc/${index}\n        min: 0.5\n`),
  "gates that are all alike": head + many(() => "      - metric: auc\n        min: 0.5\n"),
  "gates with a quote that is not closed": head + many(() => '      - id: "a\n'),
  "gates with a bracket that is not closed": head + many((index) => `      - id: gate-${index}\n        from: [a\n`),
  "groups without end":
    "version: 1\nname: long\nmodels: [a]\ngroups:\n" + many((index) => `  g${index}: [p${index}@example.com]\n`) + "stages:\n  - name: a\n",
  "stages without end":
    "version: 1\nname: long\nmodels: [a]\nstages:\n" + many((index) => `  - name: s${index}\n    after: { all: [s${index + 1}] }\n`),
  "keys that are not known": many((index) => `key-${index}: 1\n`),
  "one key many times": many(() => "name: a\n"),
  "comments without end": many(() => "# muster-ignore: unused-group\n"),
  "documents without end": many(() => "---\na\n"),
  "one line without end": `name: ${"x".repeat(100_000)}`,
  "nothing but blank lines": "\n".repeat(20_000),
};

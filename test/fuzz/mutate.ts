import type { Random } from "./random.js";

/** What breaks parsers and comparisons: YAML's own signs, the language's words, numbers and texts at the edges. */
const tokens = [
  "&a ",
  "*a",
  "<<: *a",
  "!!binary ",
  "!<tag:x> ",
  "? ",
  ": ",
  "- ",
  "- - - ",
  "{",
  "}",
  "[",
  "]",
  ",",
  "#",
  "|",
  ">-",
  "'",
  '"',
  "\\",
  "%YAML 1.1\n",
  "---\n",
  "...\n",
  "\t",
  "\u0000",
  "\ufeff",
  "\ud800",
  "\u2028",
  "é",
  "__proto__: ",
  "constructor: ",
  "toString: ",
  "null",
  "~",
  "true",
  ".nan",
  ".inf",
  "-.inf",
  "0x1F",
  "0o7",
  "1e999",
  "-0",
  "9007199254740993",
  "0.1",
  "5e-324",
  "1.7976931348623157e308",
  '"NaN"',
  "1_000",
  "2026-02-30T00:00:00Z",
  "24:00",
  "metric: ",
  "min: ",
  "max: ",
  "above: ",
  "below: ",
  "goal: maximize",
  "baseline: production",
  "baseline: { version: '4' }",
  "maxRegression: 0.5%",
  "minImprovement: ",
  "confidence: 95%",
  "proportion: true",
  "samples: 5",
  "missing: pass",
  "noBaseline: pass",
  "maxAge: 1d",
  "approvals: 2",
  "from: [risk]",
  "exclude: []",
  "expires: 7d",
  "veto: false",
  "shared: true",
  "soak: 24h",
  "in: staging",
  "after: []",
  "after: { all: [staging] }",
  "windows: { deny: [{ schedule: '0 0 * * *', duration: 24h, timeZone: UTC }] }",
  "schedule: '* * 30 2 *'",
  "timeZone: Europe/Atlantis",
  "duration: 99999999w",
  "rule: '[1,2,3].all(x, [1,2,3].all(y, x < y))'",
  "rule: candidate.metrics.auc > 0.5",
  "when: { tag: a, equals: b }",
  "matches: '(a+)+$'",
  "anyOf: ",
  "allOf: ",
  "uses: '@acme/x'",
  "level: warn",
  "id: x",
  "extends: self",
  "models: ['!*']",
  "auc/*",
  "*a*a*a*a*a*a*b",
  "[!-~]",
] as const;

type Mutation = (text: string, random: Random, others: readonly string[]) => string;

const slice = (text: string, random: Random, longest: number): readonly [number, number] => {
  const start = random.below(text.length + 1);
  return [start, Math.min(text.length, start + 1 + random.below(longest))];
};

const mutations: readonly Mutation[] = [
  (text, random) => {
    const [start, end] = slice(text, random, 40);
    return text.slice(0, start) + text.slice(end);
  },
  (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + random.pick(tokens) + text.slice(at);
  },
  (text, random) => {
    const [start, end] = slice(text, random, 12);
    return text.slice(0, start) + random.pick(tokens) + text.slice(end);
  },
  (text, random) => {
    const [start, end] = slice(text, random, 80);
    return text.slice(0, end) + text.slice(start, end).repeat(1 + random.below(4)) + text.slice(end);
  },
  (text, random) => {
    const lines = text.split("\n");
    const [from, to] = [random.below(lines.length), random.below(lines.length)];
    lines.splice(to, 0, ...lines.splice(from, 1));
    return lines.join("\n");
  },
  (text, random) => {
    const lines = text.split("\n");
    const at = random.below(lines.length);
    lines[at] = random.next() < 0.5 ? `  ${lines[at] ?? ""}` : (lines[at] ?? "").replace(/^ {1,2}/, "");
    return lines.join("\n");
  },
  (text, random, others) => {
    const other = random.pick(others);
    const [start, end] = slice(other, random, 200);
    const at = random.below(text.length + 1);
    return text.slice(0, at) + other.slice(start, end) + text.slice(at);
  },
  (text, random) =>
    text.replace(/\d+(\.\d+)?/g, (number) =>
      random.next() < 0.2 ? random.pick(["0", "-1", "1e308", ".nan", "0.30000000000000004", "999999999999"]) : number,
    ),
];

/** A neighbour of `text`: up to four mutations away. */
export const mutate = (text: string, random: Random, others: readonly string[]): string => {
  let mutated = text;
  for (let left = 1 + random.below(4); left > 0; left--) mutated = random.pick(mutations)(mutated, random, others);
  return mutated.slice(0, 20_000);
};

/** Policies and evidence put together of what the gates' fixtures are made of: unlike texts changed at random, most of them are decided. */
import type { Random } from "./random.js";

export type Gate = Readonly<Record<string, unknown>>;

/** What a gate's fixture tells: the gates, and the facts that its own are laid upon. */
export interface Fixture {
  readonly gates: readonly Gate[];
  readonly candidate?: Readonly<Record<string, unknown>>;
  readonly evidence?: Readonly<Record<string, unknown>>;
}

export interface Composed {
  readonly policy: object;
  /** The same policy with the gates of each stage in the opposite order. */
  readonly reversed: object;
  readonly evidence: object;
}

const numbers = [0, -0, 1, -1, 0.1, 0.3, 0.30000000000000004, 0.9, 1e-300, 1e300, 5e-324, 9007199254740992, 500, 86_400_000] as const;
const texts = ["NaN", "Infinity", "", " ", "low", "3", "0x10", "1e400", "v", "__proto__", "alice@example.com", "github:alice"] as const;
const instants = [
  "2026-11-20T10:00:00Z",
  "2026-02-30T00:00:00Z",
  "2026-10-25T02:30:00+02:00",
  "9999-12-31T23:59:59Z",
  "0000-01-01T00:00:00Z",
];
const values: readonly unknown[] = [...numbers, ...texts, ...instants, null, true, false, "1h", "30d", "5%", "99.9%"];
const pieces = {
  glob: ["*", "**", "/", "?", "a", "auc", "[a-z]", "[!a]", "\\", "country=", "latency", "+(a)", "{a,b}"],
  expression: ["(a+)+", "a*", "$", "^", "[^a]", "(?:a|b)", "{2,9}", ".*", "\\d", "low", "|", "\\pL"],
  rule: [
    "candidate.metrics.auc",
    "candidate.tags",
    "baseline.metrics.auc",
    "stages.staging.version",
    "request.requester",
    "now",
    " > 0.5",
    " + ",
    " || ",
    " && ",
    "!",
    "has(candidate.metrics.auc)",
    '"auc" in ',
    ".all(x, x != 'low')",
    ".exists(x, [1, 2, 3].map(y, y + y).size() > 2)",
    ".matches('(a+)+$')",
    ' == "7"',
    "(",
    ")",
    "1.0 / 0.0",
    "timestamp('2026-11-20T10:00:00Z')",
    ".getHours('Europe/Berlin') < 12",
  ],
} as const;

const several = (random: Random, from: readonly string[], most: number): string =>
  Array.from({ length: 1 + random.below(most) }, () => random.pick(from)).join("");

const patternFor = (key: string, random: Random): string | undefined => {
  if (key === "metric") return several(random, pieces.glob, 6);
  if (key === "matches") return several(random, pieces.expression, 8);
  return key === "rule" || key === "when" ? several(random, pieces.rule, 5) : undefined;
};

/** With one value, somewhere in it, replaced. */
const tweaked = (value: unknown, random: Random, key = ""): unknown => {
  if (typeof value !== "object" || value === null || random.next() < 0.1)
    return random.next() < 0.5 ? (patternFor(key, random) ?? random.pick(values)) : random.pick(values);
  if (Array.isArray(value)) {
    const at = random.below(value.length);
    return value.map((item: unknown, index) => (index === at ? tweaked(item, random) : item));
  }
  const entries = Object.entries(value);
  const at = random.below(entries.length);
  return Object.fromEntries(entries.map(([name, item], index) => [name, index === at ? tweaked(item, random, name) : item]));
};

const conditions: readonly unknown[] = [
  { tag: "tier", equals: "high" },
  { tag: "tier", exists: true },
  { param: "framework", in: ["xgboost"] },
  "candidate.metrics.auc > 0.5",
  "has(candidate.tags.tier)",
];

const gateOf = (fixtures: readonly Fixture[], random: Random, depth = 0): Gate => {
  const own = random.pick(random.pick(fixtures).gates);
  const asked = random.next() < 0.25 ? (tweaked(own, random) as Gate) : own;
  const conditional = random.next() < 0.15 ? { ...asked, when: random.pick(conditions) } : asked;
  if (depth > 2 || random.next() > 0.2) return depth === 0 && random.next() < 0.1 ? { ...conditional, level: "warn" } : conditional;
  const { level: _level, ...nested } = { ...conditional };
  return { [random.pick(["anyOf", "allOf"])]: [nested, gateOf(fixtures, random, depth + 1)] };
};

const laidUpon = (below: unknown, above: unknown): unknown => {
  if (Array.isArray(below) && Array.isArray(above)) return [...(below as unknown[]), ...(above as unknown[])];
  const both = [below, above].every((one) => typeof one === "object" && one !== null && !Array.isArray(one));
  if (!both) return above ?? below;
  const joined = new Map(Object.entries(below as object));
  for (const [key, value] of Object.entries(above as object)) joined.set(key, laidUpon(joined.get(key), value));
  return Object.fromEntries(joined);
};

const ground = {
  model: "fraud-cards",
  request: { to: "production", requester: "ci-bot@example.com", at: "2026-11-20T10:00:00Z" },
  candidate: {
    version: "7",
    author: "erin@example.com",
    createdAt: "2026-11-10T08:00:00Z",
    tags: { tier: "high" },
    metrics: { auc: 0.934 },
  },
  stages: { staging: { version: "7", since: "2026-11-18T09:00:00Z" }, production: { version: "5", since: "2026-08-01T00:00:00Z" } },
  baselines: { production: { version: "5", metrics: { auc: 0.921 } } },
};

const groups = { "ml-leads": ["alice@example.com", "bob@example.com", "carol@example.com"], risk: ["dana@example.com"] };

/** A policy whose stage `production` has these gates. */
export const policyWith = (gates: readonly Gate[], rollback: readonly Gate[] = []): object => ({
  version: 1,
  name: "composed",
  models: ["fraud-*"],
  groups,
  stages: [
    { name: "development" },
    { name: "staging", gates: [{ tag: "tier", exists: true }] },
    { name: "production", gates, ...(rollback.length > 0 && { rollback: { gates: rollback } }) },
  ],
});

export const compose = (fixtures: readonly Fixture[], random: Random): Composed => {
  const gates = Array.from({ length: 1 + random.below(4) }, () => gateOf(fixtures, random));
  const rollback = gates.slice(0, random.below(3));
  const facts = Array.from({ length: random.below(4) }, () => random.pick(fixtures)).reduce<unknown>(
    (below, { candidate, evidence }) => laidUpon(laidUpon(below, evidence), candidate && { candidate }),
    ground,
  );
  return {
    policy: policyWith(gates, rollback),
    reversed: policyWith([...gates].reverse(), [...rollback].reverse()),
    evidence: (random.next() < 0.4 ? tweaked(facts, random) : facts) as object,
  };
};

/** Small worlds: policies and evidence over so few names and instants that gates, people and facts meet. */
import fc from "fast-check";
import type { Approval, CheckResult, Evidence, Holder } from "@muster/core";

const people = ["alice@example.com", "bob@example.com", "carol@example.com", "dana@example.com", "erin@example.com"] as const;
const names = ["auc", "loss", "slice/a", "slice/b"] as const;
const texts = ["low", "high", "3"] as const;
const instants = [
  "2026-11-09T00:00:00Z",
  "2026-11-12T10:00:00Z",
  "2026-11-18T09:00:00Z",
  "2026-11-19T10:00:00Z",
  "2026-11-20T10:00:00Z",
] as const;

const person = fc.constantFrom(...people);
const number = fc.constantFrom(0, 0.1, 0.2, 0.3, 0.5, 0.9, 1);
const metricName = fc.constantFrom(...names);

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const compact = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;
/** A record whose undefined values are left out. */
const record = <T extends object>(shape: { readonly [Key in keyof T]: fc.Arbitrary<T[Key] | undefined> }): fc.Arbitrary<T> =>
  fc.record<Record<string, unknown>>(shape as Record<string, fc.Arbitrary<unknown>>).map((value) => compact(value) as T);

const textCondition = fc.oneof(
  record({ exists: fc.boolean() }),
  record({ equals: fc.constantFrom("low", "high", 3) }),
  record({ in: fc.constantFrom(["low", "high"], ["low", 3]) }),
);

const condition = fc.oneof(
  fc
    .tuple(fc.constantFrom("tag", "param"), fc.constantFrom("tier", "owner"), textCondition)
    .map(([kind, name, keys]) => ({ [kind]: name, ...keys })),
  fc.constantFrom("candidate.metrics.auc > 0.2", "'tier' in candidate.tags"),
);

const bound = fc.oneof(record({ min: number }), record({ max: number }), record({ above: number }), record({ below: number }));

const metric = fc
  .tuple(metricName, bound, optional(fc.constantFrom("unknown", "fail")))
  .map(([name, keys, missing]) => compact({ metric: name, ...keys, missing }));

const comparison = record({
  metric: metricName,
  goal: fc.constantFrom("maximize", "minimize"),
  baseline: fc.constant("production"),
  minImprovement: fc.constantFrom(0, 0.1, "10%"),
  maxImprovement: optional(fc.constantFrom(0.5, "300%")),
  noBaseline: optional(fc.constantFrom("unknown", "fail")),
});

const approvals = record({
  approvals: fc.constantFrom(1, 2),
  from: fc.constantFrom(["leads"], ["leads", "risk"], ["risk"], ["alice@example.com", "bob@example.com"]),
  exclude: optional(fc.constantFrom([], ["author"], ["requester", "carol@example.com"])),
  expires: optional(fc.constant("2d")),
  veto: optional(fc.boolean()),
  shared: optional(fc.boolean()),
});

const check = record({
  check: fc.constantFrom("audit", "load"),
  from: fc.constantFrom(["ci@example.com"], ["risk", "ci@example.com"]),
  maxAge: optional(fc.constant("3d")),
});
const soak = record({ soak: fc.constantFrom("24h", "48h", "7d"), in: optional(fc.constant("staging")) });
const windows = fc.constantFrom(
  { windows: { deny: [{ schedule: "0 9 * * FRI", duration: "4h", timeZone: "UTC" }] } },
  { windows: { allow: [{ schedule: "0 8 * * *", duration: "8h", timeZone: "Europe/Berlin" }] } },
  {
    windows: {
      allow: [
        { schedule: "0 8 * * MON-THU", duration: "8h", timeZone: "UTC" },
        { schedule: "0 8 * * FRI", duration: "1h", timeZone: "UTC" },
      ],
    },
  },
  { windows: { allow: [{ from: "2026-12-01", to: "2026-12-02", timeZone: "UTC" }] } },
);
const text = fc
  .tuple(fc.constantFrom("tag", "param"), fc.constantFrom("tier", "owner"), textCondition)
  .map(([kind, name, keys]) => ({ [kind]: name, ...keys }));

const leaf: fc.Arbitrary<object> = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: metric }, comparison, { weight: 3, arbitrary: approvals }, check, soak, windows, text),
    fc.option(condition, { nil: undefined, freq: 5 }),
  )
  .map(([keys, when]) => compact({ ...keys, when }));

const nested: fc.Arbitrary<object> = fc
  .tuple(fc.constantFrom("anyOf", "allOf"), fc.array(leaf, { minLength: 1, maxLength: 3 }))
  .map(([kind, gates]) => ({ [kind]: gates }));

export const gate: fc.Arbitrary<object> = fc.oneof({ weight: 4, arbitrary: leaf }, nested);

export const gates = fc.array(gate, { minLength: 0, maxLength: 4 });

export const listsReversed = <Data>(data: Data): Data =>
  JSON.parse(JSON.stringify(data), (_key, value: unknown) => (Array.isArray(value) ? value.toReversed() : value)) as Data;

/** A policy whose stage `production` has these gates, each with an id of its own. */
export const policyOf = (gates: readonly object[]): object => ({
  version: 1,
  name: "small",
  models: ["fraud-*"],
  groups: { leads: ["alice@example.com", "bob@example.com", "carol@example.com"], risk: ["carol@example.com", "dana@example.com"] },
  stages: [{ name: "development" }, { name: "staging" }, { name: "production", gates }],
});

const value = fc.oneof({ weight: 6, arbitrary: number }, fc.constantFrom<number | string | null>("NaN", null, 1.5));
const instant = fc.constantFrom(...instants);
const tags = fc.dictionary(fc.constantFrom("tier", "owner"), fc.constantFrom(...texts));
const metrics = fc.dictionary(metricName, value);

const approval = record<Approval>({
  by: person,
  decision: fc.constantFrom("approve" as const, "approve" as const, "approve" as const, "reject" as const, "revoke" as const),
  at: instant,
  to: optional(fc.constantFrom("production", "production", "production", "staging")),
  version: optional(fc.constantFrom("7", "7", "6")),
});

const checkResult = record<CheckResult>({
  name: fc.constantFrom("audit", "load"),
  status: fc.constantFrom("passed" as const, "passed" as const, "failed" as const),
  by: fc.constantFrom("ci@example.com", "dana@example.com"),
  at: instant,
});

const holder = record<Holder>({ version: fc.constantFrom("7", "7", "7", "5"), since: optional(instant) });

export const evidence: fc.Arbitrary<Evidence> = fc
  .record({
    author: optional(person),
    createdAt: optional(fc.constantFrom("2026-11-10T08:00:00Z")),
    tags,
    params: tags,
    metrics,
    staging: optional(holder),
    production: optional(fc.constant({ version: "5", since: "2026-08-01T00:00:00Z" })),
    baseline: metrics,
    approvals: fc.array(approval, { maxLength: 5 }),
    checks: fc.array(checkResult, { maxLength: 3 }),
  })
  .map(({ author, createdAt, tags, params, metrics, staging, production, baseline, approvals, checks }) => ({
    model: "fraud-cards",
    request: { to: "production", requester: "ci@example.com", at: "2026-11-20T10:00:00Z" },
    candidate: compact({ version: "7", author, createdAt, tags, params, metrics }) as Evidence["candidate"],
    stages: compact({ staging, production }) as Record<string, Holder>,
    baselines: production === undefined ? {} : { production: { version: "5", metrics: baseline } },
    approvals,
    checks,
  }));

/** A metric gate's exact arithmetic against a decimal library without any shortcut. */
import assert from "node:assert/strict";
import type { Finding } from "@muster/core";
import Big from "big.js";
import fc from "fast-check";
import { metricGates, type JudgeMetric } from "./metric-gate.js";

const runs = Number(process.env["MUSTER_LAW_RUNS"] ?? 50_000);

/** `steps` doubles further up or down. */
const neighbour = (value: number, steps: number): number => {
  const bits = new BigInt64Array(1);
  const double = new Float64Array(bits.buffer);
  double[0] = value;
  const ordered = (bits[0] ?? 0n) >= 0n ? (bits[0] ?? 0n) : -((bits[0] ?? 0n) & 0x7fff_ffff_ffff_ffffn);
  const moved = ordered + BigInt(steps);
  bits[0] = moved >= 0n ? moved : -moved | -0x8000_0000_0000_0000n;
  return double[0];
};

const isNumber = (value: number): boolean => Math.abs(value) < Number.MAX_VALUE;

/** What registries hold: few digits, all digits, whole numbers, and now and then the ends of what a double can be. */
const numbers = fc
  .oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(fc.integer({ min: -100_000, max: 100_000 }), fc.nat(9)).map(([digits, places]) => Number(`${digits}e-${places}`)),
    },
    { weight: 4, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
    {
      weight: 4,
      arbitrary: fc.tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 22 })).map(([digits, places]) => Number(`${digits}e-${places}`)),
    },
    { weight: 1, arbitrary: fc.maxSafeInteger() },
    { weight: 1, arbitrary: fc.integer({ min: -1074, max: 1023 }).map((exponent) => 2 ** exponent) },
    { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  )
  .filter(isNumber);

const steps = fc.oneof(fc.constant(0), fc.integer({ min: -3, max: 3 }), fc.integer({ min: -1_000_000, max: 1_000_000 }));

const asNumber = (exact: Big): number => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, Number(exact.toString()))) + 0;

const agrees = (finding: Finding, margin: Big, passes: boolean, bound: Big): void => {
  assert.equal(finding.outcome, passes ? "passed" : "failed", finding.message);
  assert.equal(finding.margin, asNumber(margin), finding.message);
  assert.equal(finding.measurements?.[0]?.bound, asNumber(bound), finding.message);
};

const sides = [
  { side: "min", margin: (value: Big, bound: Big) => value.minus(bound), includes: true },
  { side: "max", margin: (value: Big, bound: Big) => bound.minus(value), includes: true },
  { side: "above", margin: (value: Big, bound: Big) => value.minus(bound), includes: false },
  { side: "below", margin: (value: Big, bound: Big) => bound.minus(value), includes: false },
] as const;

const bounds = [0, 0.1, 0.9, 0.92, 120, -3.75, 0.3333333333333333, 0.30000000000000004, 1e-7, 123456789.12345678, 2 ** 53, 1e300, 5e-324];

const amounts = [0, 0.1, 0.2, 0.005, 1e-7, 1, 12.5, 0.30000000000000004, 1234.5678901234567, 1e21, 5e-324, 1e308];
const percentages = [
  "0%",
  "0.5%",
  "1%",
  "10%",
  "12.5%",
  "33.33333333333333%",
  "33.333333333333333%",
  "98.76543210987654%",
  "150%",
  "0.000000000000001%",
  "999999999999999.999999999999999%",
];
const keys = ["minImprovement", "maxRegression", "maxImprovement"] as const;
const goals = ["maximize", "minimize"] as const;

const comparisons = goals.flatMap((goal) => keys.flatMap((key) => [...amounts, ...percentages].map((amount) => ({ goal, key, amount }))));

/** The contract, word for word, for an improvement that is exact. */
const judged = ({ goal, key, amount }: (typeof comparisons)[number], c: number, b: number) => {
  const [candidate, baseline] = [new Big(c), new Big(b)];
  const improvement = goal === "maximize" ? candidate.minus(baseline) : baseline.minus(candidate);
  const isRelative = typeof amount === "string";
  const reach = isRelative ? new Big(`${amount.slice(0, -1)}e-2`).times(baseline.abs()) : new Big(amount);
  const towards = (wanted: Big): Big => (goal === "maximize" ? baseline.plus(wanted) : baseline.minus(wanted));
  const asksForAny = isRelative && b === 0 && !/^[0.]*%$/.test(amount);
  switch (key) {
    case "minImprovement":
      return { margin: improvement.minus(reach), passes: asksForAny ? improvement.gt(0) : improvement.gte(reach), bound: towards(reach) };
    case "maxRegression":
      return { margin: improvement.plus(reach), passes: improvement.gte(reach.neg()), bound: towards(reach.neg()) };
    case "maxImprovement":
      return { margin: reach.minus(improvement), passes: improvement.lte(reach), bound: towards(reach) };
  }
};

const pick = <T>(from: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...from);

describe("a metric gate's arithmetic is exact", function () {
  this.timeout(120_000);
  const plain = sides.flatMap((side) => bounds.map((bound) => ({ ...side, bound })));
  let judgePlain: readonly JudgeMetric[] = [];
  let judgeCompared: readonly JudgeMetric[] = [];
  beforeEach(() => {
    judgePlain = metricGates(plain.map(({ side, bound }) => ({ metric: "m", [side]: bound })));
    judgeCompared = metricGates(comparisons.map(({ goal, key, amount }) => ({ metric: "m", goal, baseline: "production", [key]: amount })));
  });
  const indexed = <T>(from: readonly T[], judges: readonly JudgeMetric[]) =>
    pick(from.map((one, index) => ({ one, judge: judges[index] as JudgeMetric })));

  const checkPlain = (at: (bound: number, value: number, steps: number) => number) =>
    fc.assert(
      fc.property(indexed(plain, judgePlain), numbers, steps, ({ one, judge }, value, steps) => {
        const c = at(one.bound, value, steps);
        fc.pre(isNumber(c));
        const margin = one.margin(new Big(c), new Big(one.bound));
        agrees(judge({ candidate: { m: c } }), margin, one.includes ? margin.gte(0) : margin.gt(0), new Big(one.bound));
      }),
      { numRuns: runs },
    );

  it("for a bound and any value", () => checkPlain((_, value) => value));

  it("for a bound and a value close to it", () => checkPlain((bound, _, steps) => neighbour(bound, steps)));

  const checkCompared = (at: (bound: Big, value: number, steps: number) => number) =>
    fc.assert(
      fc.property(indexed(comparisons, judgeCompared), numbers, numbers, steps, ({ one, judge }, b, value, steps) => {
        const c = at(judged(one, 0, b).bound, value, steps);
        fc.pre(isNumber(c));
        const { margin, passes, bound } = judged(one, c, b);
        agrees(judge({ candidate: { m: c }, baseline: { m: b } }), margin, passes, bound);
      }),
      { numRuns: runs },
    );

  it("for a comparison of any two values", () => checkCompared((_, value) => value));

  it("for a comparison at and beside equality", () => checkCompared((bound, _, steps) => neighbour(asNumber(bound), steps)));

  it("for every power of two, where the doubles below are closer than those above", () => {
    const [judge] = metricGates([{ metric: "m", min: 0.3 }]);
    assert.ok(judge);
    for (let exponent = -1074; exponent < 1024; exponent += 1) {
      const margin = new Big(2 ** exponent).minus(0.3);
      agrees(judge({ candidate: { m: 2 ** exponent } }), margin, margin.gte(0), new Big(0.3));
    }
  });
});

describe("a change that a metric gate names", function () {
  this.timeout(120_000);
  const gates = [
    ...comparisons
      .filter(({ key }) => key !== "maxImprovement")
      .map(({ goal, key, amount }) => ({ metric: "m", goal, baseline: "production", [key]: amount })),
    ...bounds.flatMap((bound) => sides.map(({ side }) => ({ metric: "m", [side]: bound }))),
  ];
  let judges: readonly JudgeMetric[] = [];
  beforeEach(() => {
    judges = metricGates(gates);
  });

  it("holds, and the next double towards the value does not", () => {
    fc.assert(
      fc.property(pick(judges), numbers, numbers, (judge, c, b) => {
        const { outcome, changes } = judge({ candidate: { m: c }, baseline: { m: b } });
        if (outcome === "passed") return;
        const [change] = changes ?? [];
        // Only a bound beyond the doubles has no value that holds.
        if (change === undefined) return;
        const value = Number(change.value);
        const after = (m: number): string => judge({ candidate: { m }, baseline: { m: b } }).outcome;
        assert.equal(after(value), "passed");
        assert.equal(after(neighbour(value, value > c ? -1 : 1)), "failed");
        assert.equal(change.delta, asNumber(new Big(value).minus(c)));
      }),
      { numRuns: runs },
    );
  });
});

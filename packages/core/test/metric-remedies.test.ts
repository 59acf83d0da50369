/** What a metric gate names that would make it pass, and the laws that its outcomes keep. */
import assert from "node:assert/strict";
import type { Change, Metric } from "@muster/core";
import fc from "fast-check";
import { metricGate, metricGates, type Sides } from "./metric-gate.js";

const changes = (gate: object, sides: Sides): readonly Change[] | undefined => metricGate(gate)(sides).changes;

const compared = { goal: "maximize", baseline: "production" };

describe("a metric gate that does not pass names", () => {
  it("the bound itself where it counts", () => {
    assert.deepEqual(changes({ metric: "auc", min: 0.92 }, { candidate: { auc: 0.908 } }), [
      { type: "metric", name: "auc", value: 0.92, delta: 0.012, text: "`auc` +0.012, to 0.92" },
    ]);
  });

  it("the next double where the bound does not count", () => {
    assert.deepEqual(
      changes({ metric: "psi", below: 0.2 }, { candidate: { psi: 0.25 } })?.map(({ value }) => value),
      [0.19999999999999998],
    );
  });

  it("the slice that a metric is of", () => {
    const sides = { candidate: { "auc/country=DE": 0.846, "auc/country=FR": 0.9 } };
    assert.deepEqual(
      changes({ metric: "auc/*", min: 0.85 }, sides)?.map(({ text }) => text),
      ["`auc` +0.004 on `country=DE`, to 0.85"],
    );
  });

  it("one value for all bounds of the gate", () => {
    const gate = { metric: "auc", min: 0.9, max: 0.99, minImprovement: 0.01, ...compared };
    assert.deepEqual(
      changes(gate, { candidate: { auc: 0.8 }, baseline: { auc: 0.921 } })?.map(({ value }) => value),
      [0.931],
    );
  });

  it("nothing where no value satisfies the bounds together", () => {
    const gate = { metric: "auc", max: 0.92, minImprovement: 0.01, ...compared };
    assert.equal(changes(gate, { candidate: { auc: 0.8 }, baseline: { auc: 0.921 } }), undefined);
  });

  it("a value that a missing metric may have", () => {
    assert.deepEqual(changes({ metric: "loss", max: 0.3 }, { candidate: {} }), [
      { type: "metric", name: "loss", value: 0.3, text: "measure `loss` at 0.3" },
    ]);
  });

  it("a value that the baseline asks of a missing metric", () => {
    const gate = { metric: "auc", maxRegression: "1%", ...compared };
    assert.deepEqual(
      changes(gate, { candidate: {}, baseline: { auc: 0.9 } })?.map(({ value }) => value),
      [0.891],
    );
  });

  it("a value in the place of what is no number", () => {
    assert.deepEqual(changes({ metric: "auc", min: 0.9 }, { candidate: { auc: { value: "NaN", samples: 3 } } }), [
      { type: "metric", name: "auc", value: 0.9, text: "measure `auc` at 0.9" },
    ]);
  });

  it("the samples that are too few", () => {
    assert.deepEqual(changes({ metric: "auc", min: 0.9, samples: 500 }, { candidate: { auc: { value: 0.95, samples: 3 } } }), [
      { type: "metric", name: "auc", samples: 500, text: "measure `auc` on 500 samples or more" },
    ]);
  });

  it("the samples together with the value, where both are too little", () => {
    assert.deepEqual(changes({ metric: "auc", min: 0.9, samples: 500 }, { candidate: { auc: 0.8 } }), [
      { type: "metric", name: "auc", value: 0.9, delta: 0.1, samples: 500, text: "`auc` +0.1, to 0.9 on 500 samples or more" },
    ]);
  });

  it("the metric that keeps the samples, once for all slices", () => {
    const gate = { metric: "auc/*", min: 0.9, samples: 500, samplesFrom: "n" };
    assert.deepEqual(changes(gate, { candidate: { "auc/a": 0.95, "auc/b": 0.95, n: 3 } }), [
      { type: "metric", name: "n", value: 500, text: "measure on 500 samples or more, as `n` says" },
    ]);
  });

  const nothing: readonly (readonly [string, object, Sides])[] = [
    ["under confidence", { metric: "auc", min: 0.9, confidence: "95%" }, { candidate: { auc: { value: 0.9, standardError: 0.01 } } }],
    ["for another dataset", { metric: "auc", min: 0.9, dataset: "holdout" }, { candidate: { auc: 0.8 } }],
    ["for a measurement without a date", { metric: "auc", min: 0.9, maxAge: "1d" }, { candidate: { auc: 0.8 } }],
    ["for a baseline that is not known", { metric: "auc", maxRegression: 0, ...compared }, { candidate: { auc: 0.8 } }],
    ["for a baseline without the metric", { metric: "auc", maxRegression: 0, ...compared }, { candidate: { auc: 0.8 }, baseline: {} }],
    [
      "for a result that is too good to be true",
      { metric: "auc", maxImprovement: 0, ...compared },
      { candidate: { auc: 1 }, baseline: { auc: 0.8 } },
    ],
    ["for a glob that matches nothing", { metric: "auc/*", min: 0.9 }, { candidate: {} }],
    ["beyond the bounds of doubles", { metric: "auc", above: 1.7976931348623155e308 }, { candidate: { auc: 1 } }],
  ];
  for (const [why, gate, sides] of nothing) {
    it(`nothing ${why}`, () => {
      const { outcome, changes, remedy } = metricGate(gate)(sides);
      assert.notEqual(outcome, "passed");
      assert.equal(changes, undefined);
      assert.ok(remedy);
    });
  }
});

const value = fc.oneof(
  fc.double({ min: -2, max: 2, noNaN: true }),
  fc.integer({ min: -200, max: 200 }).map((hundredths) => hundredths / 100),
);
const sized = fc.record({
  value,
  standardError: fc.double({ min: 1e-6, max: 0.1, noNaN: true }),
  samples: fc.integer({ min: 1, max: 100_000 }),
});
const rank = { failed: 0, unknown: 1, waiting: 1, skipped: 1, passed: 2 } as const;

describe("a metric gate keeps the law that", () => {
  const runs = { numRuns: Number(process.env["MUSTER_LAW_RUNS"] ?? 10_000) };
  const lower = [
    { min: 0.5 },
    { above: 0.5 },
    { min: 0.5, samples: 1000 },
    { maxRegression: "10%", ...compared },
    { maxRegression: 0.05, ...compared },
    { minImprovement: "10%", ...compared },
    { min: 0, minImprovement: 0.05, ...compared },
    { min: 0.5, confidence: "95%" },
    { maxRegression: "10%", ...compared, confidence: "95%" },
  ];

  it("a higher value of a maximised metric never makes it worse", () => {
    const judges = metricGates(lower.map((gate) => ({ metric: "m", ...gate })));
    fc.assert(
      fc.property(fc.constantFrom(...judges), sized, value, sized, (judge, one, other, baseline) => {
        const [low, high] = one.value < other ? [one.value, other] : [other, one.value];
        const outcome = (value: number) => judge({ candidate: { m: { ...one, value } }, baseline: { m: baseline } }).outcome;
        assert.ok(rank[outcome(low)] <= rank[outcome(high)]);
      }),
      runs,
    );
  });

  it("minimising a metric is maximising its negative", () => {
    const comparisons = [{ maxRegression: "10%" }, { minImprovement: 0.05 }, { minImprovement: "5%" }, { maxImprovement: "20%" }];
    const common = { metric: "m", baseline: "production" };
    const maximised = metricGates(comparisons.map((keys) => ({ ...common, goal: "maximize", ...keys })));
    const minimised = metricGates(comparisons.map((keys) => ({ ...common, goal: "minimize", ...keys })));
    fc.assert(
      fc.property(fc.nat(comparisons.length - 1), value, value, (index, c, b) => {
        const one = maximised[index]?.({ candidate: { m: c }, baseline: { m: b } });
        const other = minimised[index]?.({ candidate: { m: -c }, baseline: { m: -b } });
        assert.deepEqual([one?.outcome, one?.code, one?.margin], [other?.outcome, other?.code, other?.margin]);
      }),
      runs,
    );
  });

  it("every unit is as good as another where an amount is relative", () => {
    const judge = metricGate({ metric: "m", maxRegression: "10%", ...compared });
    const digits = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(
      fc.property(digits, digits, fc.integer({ min: -12, max: 12 }), (c, b, exponent) => {
        const scaled = (digits: number): number => Number(`${digits}e${exponent}`);
        const plain = judge({ candidate: { m: c }, baseline: { m: b } }).outcome;
        assert.equal(judge({ candidate: { m: scaled(c) }, baseline: { m: scaled(b) } }).outcome, plain);
      }),
      runs,
    );
  });

  it("one more slice never makes it better, and the order of the slices changes nothing", () => {
    const judge = metricGate({ metric: "m/*", min: 0.5, samples: 10 });
    const slices = fc.dictionary(fc.constantFrom("m/a", "m/b", "m/c", "m/__proto__"), fc.oneof(value, sized, fc.constant(null)), {
      minKeys: 1,
    });
    fc.assert(
      fc.property(slices, fc.oneof(value, sized), (candidate, another) => {
        const before = judge({ candidate });
        const reversed = Object.fromEntries(Object.entries(candidate).reverse());
        assert.deepEqual(judge({ candidate: reversed }), before);
        assert.ok(rank[judge({ candidate: { ...candidate, "m/z": another } }).outcome] <= rank[before.outcome]);
      }),
      runs,
    );
  });

  it("whatever a registry gives, it is judged and never passed without a number", () => {
    const junk: fc.Arbitrary<Metric> = fc.oneof(
      fc.string(),
      fc.boolean(),
      fc.constantFrom(null, NaN, Infinity, -Infinity, Number.MAX_VALUE, -Number.MAX_VALUE, "NaN", "1"),
    );
    const given = fc.oneof(
      junk,
      fc.record({
        value: junk as fc.Arbitrary<string>,
        samples: junk as fc.Arbitrary<string>,
        standardError: junk as fc.Arbitrary<string>,
      }),
    );
    const judges = metricGates(lower.map((gate) => ({ metric: "m", ...gate })));
    fc.assert(
      fc.property(fc.constantFrom(...judges), given, fc.option(given, { nil: undefined }), (judge, candidate, baseline) => {
        const finding = judge({ candidate: { m: candidate }, ...(baseline !== undefined && { baseline: { m: baseline } }) });
        assert.equal(finding.outcome, "unknown");
        const known = Object.fromEntries(Object.entries(finding).filter(([, value]) => value !== undefined));
        assert.deepEqual(JSON.parse(JSON.stringify(known)), known);
      }),
      runs,
    );
  });
});

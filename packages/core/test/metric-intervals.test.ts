/** A metric gate's confidence intervals: against published figures, and the laws that they keep. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Metric } from "@muster/core";
import fc from "fast-check";
import { metricGate, metricGates, type JudgeMetric } from "./metric-gate.js";

interface Share {
  readonly value: number;
  readonly samples: number;
}

interface Figures {
  readonly quantiles: readonly { readonly level: string; readonly z: number }[];
  readonly wilson: readonly (Share & { readonly level: string; readonly low: number; readonly high: number })[];
  readonly newcombe: readonly {
    readonly level: string;
    readonly one: Share;
    readonly other: Share;
    readonly low: number;
    readonly high: number;
  }[];
}

const figures = JSON.parse(readFileSync(new URL("../../test/fixtures/intervals.json", import.meta.url), "utf8")) as Figures;

type Ends = readonly [number, number];

const close = (actual: number, expected: number, tolerance: number): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

const alike = (actual: Ends, expected: Ends): void => {
  close(actual[0], expected[0], 1e-12);
  close(actual[1], expected[1], 1e-12);
};

/** The interval that a gate compares at this level: of the value, or around it of its difference from the baseline. */
const interval = (level: string, keys: object, candidate: Metric, baseline?: Metric): Ends => {
  const judge = metricGate({ metric: "m", confidence: level, ...keys });
  const { measurements, message } = judge({ candidate: { m: candidate }, ...(baseline !== undefined && { baseline: { m: baseline } }) });
  const found = measurements?.[0]?.interval;
  assert.ok(found, message);
  return found;
};

const difference = (level: string, keys: object, candidate: Share, baseline: Share): Ends => {
  const [low, high] = interval(
    level,
    { goal: "maximize", baseline: "production", maxRegression: 0, ...keys },
    { ...candidate },
    { ...baseline },
  );
  return [low - baseline.value, high - baseline.value];
};

const share = { min: 0, proportion: true };
const shares = { proportion: true };

describe("a metric gate's interval", () => {
  for (const { level, z } of figures.quantiles) {
    it(`reaches ${z} standard errors to each side at ${level}`, () => {
      const [low, high] = interval(level, { min: 0 }, { value: 0, standardError: 1 });
      close(high / z, 1, 1e-15);
      assert.equal(low, -high);
    });
  }

  for (const { level, low, high, ...measured } of figures.wilson) {
    it(`is Wilson's for the share ${measured.value} of ${measured.samples} at ${level}`, () => {
      alike(interval(level, share, measured), [low, high]);
    });
  }

  for (const { level, one, other, low, high } of figures.newcombe) {
    it(`is Newcombe's for ${one.value} of ${one.samples} less ${other.value} of ${other.samples} at ${level}`, () => {
      alike(difference(level, shares, one, other), [low, high]);
    });
  }

  it("of a difference takes both standard errors together", () => {
    const keys = { goal: "maximize", baseline: "production", maxRegression: 0 };
    const [low, high] = interval("95%", keys, { value: 0, standardError: 3e-170 }, { value: 0, standardError: 4e-170 });
    close(high / 5e-170, 1.959963984540054, 1e-12);
    assert.equal(low, -high);
  });
});

describe("a metric gate's interval keeps its laws:", () => {
  const runs = { numRuns: Number(process.env["MUSTER_LAW_RUNS"] ?? 5000) };
  const proportion = fc.double({ min: 0, max: 1, noNaN: true });
  const measured: fc.Arbitrary<Share> = fc.record({ value: proportion, samples: fc.integer({ min: 1, max: 10_000_000 }) });
  let [wilson, wider, newcombe]: readonly JudgeMetric[] = [];
  beforeEach(() => {
    [wilson, wider, newcombe] = metricGates([
      { metric: "m", min: 0, confidence: "95%", proportion: true },
      { metric: "m", min: 0, confidence: "99%", proportion: true },
      { metric: "m", goal: "maximize", baseline: "production", maxRegression: 0, confidence: "95%", proportion: true },
    ]);
  });
  const ends = (judge: JudgeMetric | undefined, candidate: Share, baseline?: Share): Ends => {
    const found = judge?.({ candidate: { m: { ...candidate } }, ...(baseline && { baseline: { m: { ...baseline } } }) }).measurements?.[0]
      ?.interval;
    assert.ok(found);
    return found;
  };
  const between = (one: Share, other: Share): Ends => {
    const [low, high] = ends(newcombe, one, other);
    return [low - other.value, high - other.value];
  };

  it("a share's lies around it and between 0 and 1", () => {
    fc.assert(
      fc.property(measured, (one) => {
        const [low, high] = ends(wilson, one);
        assert.ok(0 <= low && low <= one.value && one.value <= high && high <= 1);
      }),
      runs,
    );
  });

  it("that of the other share is its mirror image", () => {
    fc.assert(
      fc.property(measured, ({ value, samples }) => {
        const [low, high] = ends(wilson, { value, samples });
        alike(ends(wilson, { value: 1 - value, samples }), [1 - high, 1 - low]);
      }),
      runs,
    );
  });

  it("more samples make it no wider", () => {
    fc.assert(
      fc.property(measured, fc.integer({ min: 1, max: 1000 }), (one, more) => {
        const [low, high] = ends(wilson, one);
        const [lower, higher] = ends(wilson, { ...one, samples: one.samples + more });
        assert.ok(higher - lower <= high - low + 1e-15);
      }),
      runs,
    );
  });

  it("more confidence makes it wider", () => {
    fc.assert(
      fc.property(measured, (one) => {
        const [low, high] = ends(wilson, one);
        const [lower, higher] = ends(wider, one);
        assert.ok(lower <= low + 1e-15 && high <= higher + 1e-15 && higher - lower > high - low);
      }),
      runs,
    );
  });

  it("that of a difference turns round with the two sides", () => {
    fc.assert(
      fc.property(measured, measured, (one, other) => {
        const [low, high] = between(one, other);
        alike(between(other, one), [-high, -low]);
      }),
      runs,
    );
  });

  it("that of a difference turns round with the other shares", () => {
    fc.assert(
      fc.property(measured, measured, (one, other) => {
        const [low, high] = between(one, other);
        alike(between({ ...one, value: 1 - one.value }, { ...other, value: 1 - other.value }), [-high, -low]);
      }),
      runs,
    );
  });

  it("that of a difference lies around it and between -1 and 1", () => {
    fc.assert(
      fc.property(measured, measured, (one, other) => {
        const [low, high] = between(one, other);
        const apart = one.value - other.value;
        assert.ok(-1 - 1e-15 <= low && low <= apart + 1e-15 && apart - 1e-15 <= high && high <= 1 + 1e-15);
      }),
      runs,
    );
  });
});

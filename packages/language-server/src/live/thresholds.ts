import type { GateResult } from "@muster/core";
import type { WrittenGate } from "../documents/gates.js";
import { entryAt, type Entry } from "../documents/tree.js";

export type Measured = NonNullable<GateResult["measurements"]>[number];

export const boundKeys = ["min", "max", "above", "below"] as const;
export const comparisonKeys = ["minImprovement", "maxRegression", "maxImprovement"] as const;

/** A key that bounds a metric, with what was measured against it: one measurement for each metric that the gate ranges over. */
export interface Threshold {
  readonly key: string;
  readonly entry: Entry;
  readonly measured: readonly Measured[];
}

/** The thresholds of a metric gate with what was found, which the engine tells in the order of these keys, metric by metric. */
export const thresholdsOf = ({ node }: WrittenGate, { measurements = [] }: GateResult): readonly Threshold[] => {
  const bounds = boundKeys.filter((key) => entryAt(node, key) !== undefined);
  const keys = [...bounds, ...comparisonKeys.filter((key) => entryAt(node, key) !== undefined)];
  const metrics = [...new Set(measurements.map(({ metric }) => metric))];
  return keys.flatMap((key, index): readonly Threshold[] => {
    const entry = entryAt(node, key);
    if (entry === undefined) return [];
    const measured = metrics.flatMap((metric) => {
      const own = measurements.filter((one) => one.metric === metric);
      // Where one reason stands for several keys there are fewer: the last one stands for the rest.
      return own[Math.min(index, own.length - 1)] ?? [];
    });
    return [{ key, entry, measured }];
  });
};

/** Of several metrics the one that is worst off. */
export const worstOf = (measured: readonly Measured[]): Measured | undefined =>
  measured.reduce<Measured | undefined>((worst, one) => {
    if (worst === undefined) return one;
    if (worst.margin === undefined) return worst;
    return one.margin === undefined || one.margin < worst.margin ? one : worst;
  }, undefined);

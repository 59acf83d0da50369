import type { Decision, GateResult } from "@muster/core";
import type { ModelHistory } from "../report.js";
import { allGates } from "./gates.js";

export type Measured = NonNullable<GateResult["measurements"]>[number];

/** Every bound on every metric that the gates looked at. */
export const measurementsIn = ({ gates }: Decision): readonly Measured[] =>
  allGates(gates).flatMap(({ measurements = [] }) => measurements);

/** The metrics that can be compared over versions: those that the gates look at first, then the others by name. */
export const metricsToCompare = (decision: Decision, { versions }: ModelHistory): readonly string[] => {
  const measured = new Set(versions.flatMap(({ metrics }) => Object.keys(metrics)));
  const looked = new Set(measurementsIn(decision).map(({ metric }) => metric));
  return [...[...looked].filter((name) => measured.has(name)), ...[...measured].filter((name) => !looked.has(name)).sort()];
};

/** The bounds on a metric, each once. */
export const boundsOn = (decision: Decision, metric: string): readonly (Measured & { readonly bound: number })[] => {
  const bounded = measurementsIn(decision).flatMap((measured) =>
    measured.metric === metric && measured.bound !== undefined ? [{ ...measured, bound: measured.bound }] : [],
  );
  return bounded.filter(({ bound, side }, index) => bounded.findIndex((one) => one.bound === bound && one.side === side) === index);
};

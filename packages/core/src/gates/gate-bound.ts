import type { GateResult } from "../generated/decision.js";
import type { Facts } from "./define-gate.js";

/** Where a value lies by a bound: close beneath it, on it, or close over it. */
export type BoundPoint = "below" | "at" | "above";

/** A bound that a gate sets, for the coverage of policy tests. */
export interface GateBound {
  /** The gate's key that sets it, such as `min`. */
  readonly key: string;
  /** As the policy has it. */
  readonly written: string;
  /** The points that values can be at. */
  readonly points: readonly BoundPoint[];
  /** The points at which values of the evidence are, for a result of this gate on these facts. */
  reached(result: GateResult, facts: Pick<Facts, "evidence" | "now" | "entry">): readonly BoundPoint[];
}

export const allPoints: readonly BoundPoint[] = ["below", "at", "above"];

/**
 * The point at which a value lies that is `distance` over a bound; none where it is further away than `reach`. Units are the
 * value's.
 */
export const pointAt = (distance: number, reach: number): readonly BoundPoint[] => {
  if (distance === 0) return ["at"];
  if (!(Math.abs(distance) <= reach * (1 + 1e-9))) return [];
  return [distance < 0 ? "below" : "above"];
};

/** How far from a number a value still is close to it: 1% of it, 1 from a whole number above 1, and 0.01 from zero. */
export const reachOfNumber = (bound: number): number => {
  const size = Math.abs(bound);
  if (size === 0) return 0.01;
  return Number.isInteger(size) && size > 1 ? Math.max(1, size / 100) : size / 100;
};

/** How far from a duration of so many milliseconds another one still is close to it: 1% of it, and at least a minute. */
export const reachOfDuration = (milliseconds: number): number => Math.max(60_000, milliseconds / 100);

import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Gate, MetricGate } from "../generated/policy.js";
import type { PlacedStage, PolicyCheck } from "./checked-policy.js";

type Side = "lower" | "upper";

interface Bound {
  readonly value: number;
  readonly isInclusive: boolean;
  readonly gate: MetricGate;
  readonly key: "min" | "above" | "max" | "below";
}

interface PlacedBound {
  readonly stage: string;
  readonly bound: Bound;
}

/**
 * A bound on a metric that is looser than the stage before has it, or the nearest one before that which asks for the metric.
 * Only bounds that can be compared as they are written.
 */
export const weakerThanBefore: PolicyCheck = ({ stages, sources }) => {
  const placed = new Map(stages.map((one) => [one.stage.name, { after: one.after, bounds: strictestBounds(one) }]));
  /** The bounds that a version met on every way into the stage. Stages that come after one another in a circle are told elsewhere. */
  const boundsBefore = (stage: string, name: string, seen: ReadonlySet<string>): readonly PlacedBound[] => {
    const after = placed.get(stage)?.after;
    const each = (after?.stages ?? []).map((before): readonly PlacedBound[] => {
      if (seen.has(before)) return [];
      const bound = placed.get(before)?.bounds.get(name);
      return bound === undefined ? boundsBefore(before, name, new Set([...seen, before])) : [{ stage: before, bound }];
    });
    return after?.all === true || each.every((ofOne) => ofOne.length > 0) ? each.flat() : [];
  };
  return stages.flatMap(({ stage, after }) =>
    [...(placed.get(stage.name)?.bounds ?? [])].flatMap(([name, bound]): readonly Diagnostic[] => {
      const before = boundsBefore(stage.name, name, new Set([stage.name]));
      const stricter = before.filter((one) => isLooser(sideOf(bound), bound, one.bound));
      const [first] = stricter;
      if (first === undefined || (after?.all !== true && stricter.length < before.length)) return [];
      const { gate, key } = bound;
      const message = `\`${gate.metric}\` is asked for \`${key}: ${bound.value}\` here, and \`${first.stage}\` asks for \`${first.bound.key}: ${first.bound.value}\``;
      return [
        diagnosticAt(sources.locate(gate, key), "weaker-than-before", message, {
          severity: "warning",
          help: "a later stage mostly asks for as much as the one before it",
        }),
      ];
    }),
  );
};

const sides = { min: "lower", above: "lower", max: "upper", below: "upper" } as const;

const sideOf = ({ key }: Bound): Side => sides[key];

const isLooser = (side: Side, one: Bound, other: Bound): boolean => {
  if (one.value === other.value) return one.isInclusive && !other.isInclusive;
  return side === "lower" ? one.value < other.value : one.value > other.value;
};

/** By side, metric and dataset. */
const strictestBounds = ({ gates }: PlacedStage): ReadonlyMap<string, Bound> => {
  const strictest = new Map<string, Bound>();
  for (const { gate, isNested } of gates) {
    if (isNested || !isPlain(gate)) continue;
    for (const key of ["min", "above", "max", "below"] as const) {
      const value = gate[key];
      if (value === undefined) continue;
      const name = JSON.stringify([sides[key], gate.metric, gate.dataset ?? null]);
      const bound = { value, isInclusive: key === "min" || key === "max", gate, key };
      const known = strictest.get(name);
      if (known === undefined || isLooser(sides[key], known, bound)) strictest.set(name, bound);
    }
  }
  return strictest;
};

const isPlain = (gate: Gate): gate is MetricGate =>
  "metric" in gate && gate.when === undefined && gate.level !== "warn" && gate.confidence === undefined;

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

/** A bound on a metric that is looser than the stage before has it. Only bounds that can be compared as they are written. */
export const weakerThanBefore: PolicyCheck = ({ stages, sources }) => {
  const bounds = new Map(stages.map((placed) => [placed.stage.name, strictestBounds(placed)]));
  return stages.flatMap(({ stage, after }) =>
    [...(bounds.get(stage.name) ?? [])].flatMap(([name, bound]): readonly Diagnostic[] => {
      const before = (after?.stages ?? []).map((one) => ({ stage: one, bound: bounds.get(one)?.get(name) }));
      const stricter = before.filter((one) => one.bound !== undefined && isLooser(sideOf(bound), bound, one.bound));
      const [first] = stricter;
      if (first?.bound === undefined || (after?.all !== true && stricter.length < before.length)) return [];
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

import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import type { Gate, SoakGate } from "../generated/policy.js";
import type { PlacedGate, PolicyCheck } from "./checked-policy.js";
import { certainGates, circlesOf, isOptional, stuckBefore, stuckStages } from "./stuck-stages.js";

/** A stage that comes after one which no version can enter, or asks for a soak in such a one or in itself. */
export const unreachableStage: PolicyCheck = (checked) => {
  const { stages, sources } = checked;
  const stuck = stuckStages(checked);
  const circling = new Set(circlesOf(stuck).flat());
  return stages.flatMap((placed) => {
    const { stage, gates, rollback } = placed;
    const { name } = stage;
    const report = (container: object, key: string, message: string, help: string) =>
      diagnosticAt(sources.locate(container, key), "unreachable-stage", message, { help });
    const before = stuck.has(name) ? stuckBefore(placed, stuck)?.stage.name : undefined;
    const isItself = (within: string) => within === name;
    const soaks = [
      ...soaksInTheWay(gates, before === undefined ? (within) => stuck.has(within) : isItself),
      ...soaksInTheWay(rollback, isItself),
    ].map((soak) => {
      const within = soak.in ?? "";
      if (isItself(within))
        return report(soak, "in", `\`${name}\` cannot be held before it is entered`, "name another stage, or leave `in` out");
      const message = `no version can enter \`${name}\`: it asks for a soak in \`${within}\`, which none can enter before`;
      return report(soak, "in", message, "name a stage that can be held before");
    });
    if (before === undefined || circling.has(placed)) return soaks;
    const message = `no version can enter \`${name}\`: it comes after \`${before}\`, which none can enter`;
    return [report(stage, "name", message, "mend the stage before it"), ...soaks];
  });
};

/** The soaks in stages that are never held, of gates that cannot hold without them. */
const soaksInTheWay = (gates: readonly PlacedGate[], isNeverHeld: (stage: string) => boolean): readonly SoakGate[] => {
  const ofGate = (gate: Gate): readonly SoakGate[] => {
    if (isOptional(gate)) return [];
    if ("soak" in gate) return gate.in !== undefined && isNeverHeld(gate.in) ? [gate] : [];
    if ("allOf" in gate) return gate.allOf.flatMap(ofGate);
    if (!("anyOf" in gate)) return [];
    const ways = gate.anyOf.map(ofGate);
    return ways.every((soaks) => soaks.length > 0) ? ways.flat() : [];
  };
  return certainGates(gates).flatMap(ofGate);
};

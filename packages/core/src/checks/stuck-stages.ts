import type { Gate } from "../generated/policy.js";
import type { CheckedPolicy, PlacedGate, PlacedStage } from "./checked-policy.js";

type Stages = Pick<CheckedPolicy, "stages" | "entry">;

/** The stages that no version can enter, by name: of the gates, soaks alone are looked at. */
export const stuckStages = (checked: Stages): ReadonlyMap<string, PlacedStage> => {
  const reached = reachedNames(checked);
  return new Map(checked.stages.flatMap((placed) => (reached.has(placed.stage.name) ? [] : [[placed.stage.name, placed]])));
};

/** The circles that stuck stages come after one another in. */
export const circlesOf = (stuck: ReadonlyMap<string, PlacedStage>): readonly (readonly PlacedStage[])[] => {
  const visited = new Set<PlacedStage>();
  return [...stuck.values()].flatMap((start) => {
    const path = new Set<PlacedStage>();
    for (let at: PlacedStage | undefined = start; at !== undefined; at = stuckBefore(at, stuck)) {
      if (path.has(at)) return [[...path].slice([...path].indexOf(at))];
      if (visited.has(at)) return [];
      visited.add(at);
      path.add(at);
    }
    return [];
  });
};

/** A stuck stage that another one comes after, so that it is stuck as well; undefined where that one is stuck for its soaks alone. */
export const stuckBefore = ({ after }: PlacedStage, stuck: ReadonlyMap<string, PlacedStage>): PlacedStage | undefined => {
  if (after === undefined || (!after.all && !after.stages.every((name) => stuck.has(name)))) return undefined;
  const name = after.stages.find((one) => stuck.has(one));
  return name === undefined ? undefined : stuck.get(name);
};

/** The gates of a list that must hold whatever the evidence is. */
export const certainGates = (gates: readonly PlacedGate[]): readonly Gate[] =>
  gates.flatMap(({ gate, isNested }) => (isNested || isOptional(gate) ? [] : [gate]));

/** Whether the verdict may be reached without the gate. */
export const isOptional = ({ when, level }: Gate): boolean => when !== undefined || level === "warn";

/** A stage that the policy does not have counts as reached: it is reported as such. */
const reachedNames = ({ stages, entry }: Stages): ReadonlySet<string> => {
  const names = new Set(stages.map(({ stage }) => stage.name));
  const waiting = new Map<string, (() => void)[]>();
  const reached = new Set<string>();
  const next: string[] = [];
  const reach = (name: string): void => {
    if (reached.size < reached.add(name).size) next.push(name);
  };
  const whenReached = (name: string, then: () => void): void => {
    const known = waiting.get(name);
    if (!names.has(name)) then();
    else if (known === undefined) waiting.set(name, [then]);
    else known.push(then);
  };
  const whenHeld = (gate: Gate, then: () => void): void => {
    if (isOptional(gate)) then();
    else if ("soak" in gate && gate.in !== undefined) whenReached(gate.in, then);
    else if ("allOf" in gate) forEachOf(gate.allOf, whenHeld, afterCalls(gate.allOf.length, then));
    else if ("anyOf" in gate) forEachOf(gate.anyOf, whenHeld, afterCalls(1, then));
    else then();
  };

  for (const { stage, after, gates } of stages) {
    const certain = certainGates(gates);
    const enter = afterCalls(1 + certain.length, () => reach(stage.name));
    const before = after?.stages ?? [];
    if (after === undefined || stage.name === entry) enter();
    else forEachOf(before, whenReached, afterCalls(after.all ? before.length : 1, enter));
    forEachOf(certain, whenHeld, enter);
  }
  for (let name = next.pop(); name !== undefined; name = next.pop()) for (const then of waiting.get(name) ?? []) then();
  return reached;
};

const forEachOf = <T>(items: readonly T[], when: (item: T, then: () => void) => void, then: () => void): void => {
  for (const item of items) when(item, then);
};

/** Calls on when it has been called so many times. */
const afterCalls = (times: number, then: () => void): (() => void) => {
  let left = times;
  return () => {
    left -= 1;
    if (left === 0) then();
  };
};

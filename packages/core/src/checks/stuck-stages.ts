import type { CheckedPolicy, PlacedStage } from "./checked-policy.js";

type Stages = Pick<CheckedPolicy, "stages" | "entry">;

/** The stages that no version can enter, gates aside, by name. */
export const stuckStages = (checked: Stages): ReadonlyMap<string, PlacedStage> => {
  const reached = reachedNames(checked);
  return new Map(checked.stages.flatMap((placed) => (reached.has(placed.stage.name) ? [] : [[placed.stage.name, placed]])));
};

/** The circles that stuck stages come after one another in; every stuck stage leads to one. */
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

/** A stage that a stuck stage comes after and that is stuck as well: there always is one. */
export const stuckBefore = ({ after }: PlacedStage, stuck: ReadonlyMap<string, PlacedStage>): PlacedStage | undefined => {
  const name = after?.stages.find((one) => stuck.has(one));
  return name === undefined ? undefined : stuck.get(name);
};

/** A stage that the policy does not have counts as reached: it is reported as such. */
const reachedNames = ({ stages, entry }: Stages): ReadonlySet<string> => {
  const names = new Set(stages.map(({ stage }) => stage.name));
  const followers = new Map<string, PlacedStage[]>();
  const missing = new Map<PlacedStage, number>();
  const reached = new Set<string>();
  const next: string[] = [];
  const reach = (name: string): void => {
    if (reached.size < reached.add(name).size) next.push(name);
  };
  for (const placed of stages) {
    const { stage, after } = placed;
    if (after === undefined || stage.name === entry) reach(stage.name);
    const before = new Set(after?.stages);
    missing.set(placed, after?.all === true ? before.size : 1);
    for (const name of before) {
      const known = followers.get(name);
      if (known === undefined) followers.set(name, [placed]);
      else known.push(placed);
      if (!names.has(name)) reach(name);
    }
  }
  for (let name = next.pop(); name !== undefined; name = next.pop()) {
    for (const placed of followers.get(name) ?? []) {
      const left = (missing.get(placed) ?? 0) - 1;
      missing.set(placed, left);
      if (left === 0) reach(placed.stage.name);
    }
  }
  return reached;
};

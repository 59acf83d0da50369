import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import { removal } from "../yaml/edits.js";
import { isMapping } from "../yaml/plain-data.js";
import type { CheckedPolicy, PlacedGate, PolicyCheck } from "./checked-policy.js";

/** A group that no gate and no `override` names. */
export const unusedGroup: PolicyCheck = (checked) => {
  const { groups = {} } = checked.policy;
  const names = Object.keys(groups);
  const used = usedNames(checked);
  return names.flatMap((name) => {
    if (used.has(name)) return [];
    const title = `remove \`${name}\``;
    const fix =
      names.length === 1 ? removal(checked.sources, checked.policy, "groups", title) : removal(checked.sources, groups, name, title);
    return [
      diagnosticAt(checked.sources.locate(groups, name, "key"), "unused-group", `group \`${name}\` decides nothing`, {
        severity: "warning",
        help: "name it in a gate's `from`, or remove it",
        fix,
      }),
    ];
  });
};

const usedNames = ({ stages }: CheckedPolicy): ReadonlySet<string> => {
  const gates = stages.flatMap(({ gates, rollback }) => [...gates, ...rollback]);
  const overrides = stages.flatMap(({ stage }) => (stage.override === undefined || stage.override === "never" ? [] : stage.override));
  return new Set([...overrides, ...gates.flatMap(namesIn)]);
};

/** What a plugin does with its texts is not known: each of them may be a group. */
const namesIn = ({ gate, config }: PlacedGate): readonly string[] =>
  "uses" in gate
    ? textsIn(config)
    : (["from", "exclude", "identities"] as const).flatMap((key) => textsIn((gate as Partial<Record<typeof key, unknown>>)[key]));

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === "string") return [value];
  return Array.isArray(value) || isMapping(value) ? Object.values(value).flatMap(textsIn) : [];
};

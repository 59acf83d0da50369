import type { DocumentKind } from "./document.js";
import type { Path } from "./tree.js";

/** What a text names, by where it stands. */
export type Role =
  | "stage-name"
  | "stage"
  | "group-name"
  | "person"
  | "person-or-group"
  | "person-group-or-keyword"
  | "gate-id"
  | "gate"
  | "outcome-code"
  | "model"
  | "metric"
  | "tag"
  | "param"
  | "check"
  | "duration"
  | "schedule"
  | "time-zone"
  | "expression"
  | "file"
  | "address";

type Rule = readonly [form: RegExp, role: Role, part: "key" | "value"];

const value = (form: RegExp, role: Role): Rule => [form, role, "value"];
const key = (form: RegExp, role: Role): Rule => [form, role, "key"];

const inGate: readonly Rule[] = [
  value(/^id$/, "gate-id"),
  value(/^(metric|samplesFrom|standardErrorFrom)$/, "metric"),
  value(/^(baseline|in)$/, "stage"),
  value(/^from\/\*$/, "person-or-group"),
  value(/^exclude\/\*$/, "person-group-or-keyword"),
  value(/^(when\/)?tag$/, "tag"),
  value(/^(when\/)?param$/, "param"),
  value(/^check$/, "check"),
  value(/^(soak|expires|maxAge|windows\/(allow|deny)\/\*\/duration)$/, "duration"),
  value(/^windows\/(allow|deny)\/\*\/schedule$/, "schedule"),
  value(/^windows\/(allow|deny)\/\*\/timeZone$/, "time-zone"),
  value(/^(rule|when)$/, "expression"),
  value(/^docs$/, "address"),
];

const inPolicy: readonly Rule[] = [
  value(/^stages\/\*\/name$/, "stage-name"),
  value(/^stages\/\*\/after(\/all)?\/\*$/, "stage"),
  value(/^stages\/\*\/override\/\*$/, "person-or-group"),
  key(/^groups\/[^/]*$/, "group-name"),
  value(/^groups\/[^/]*\/\*$/, "person"),
  key(/^identities\/[^/]*$/, "person"),
  value(/^identities\/[^/]*\/\*$/, "person"),
  value(/^owners\/\*$/, "person"),
  value(/^models\/\*$/, "model"),
  value(/^extends$/, "file"),
  value(/^\$schema$/, "address"),
];

const inEvidence: readonly Rule[] = [
  value(/^(request\/to|approvals\/\*\/to)$/, "stage"),
  key(/^(stages|baselines)\/[^/]*$/, "stage"),
  value(/^model$/, "model"),
  key(/^(candidate|baselines\/[^/]*)\/metrics\/[^/]*$/, "metric"),
  key(/^candidate\/tags\/[^/]*$/, "tag"),
  key(/^candidate\/params\/[^/]*$/, "param"),
  value(/^checks\/\*\/name$/, "check"),
  value(/^(approvals|checks)\/\*\/by$/, "person"),
  value(/^\$schema$/, "address"),
];

const inPolicyTest: readonly Rule[] = [
  value(/^(to|cases\/\*\/to)$/, "stage"),
  value(/^policy$/, "file"),
  key(/^cases\/\*\/expect\/gates\/[^/]*$/, "gate"),
  value(/^cases\/\*\/expect\/gates\/[^/]*\/code$/, "outcome-code"),
  value(/^\$schema$/, "address"),
  ...inEvidence.map(([form, role, part]): Rule => [new RegExp(form.source.replace("^", "^(cases/\\*/)?evidence/")), role, part]),
];

const rules: Readonly<Record<DocumentKind, readonly Rule[]>> = {
  policy: inPolicy,
  "policy-test": inPolicyTest,
  evidence: inEvidence,
  config: [value(/^intentDeadline$/, "duration"), value(/^\$schema$/, "address")],
};

/** How deep a path leads into a gate, nested or not; undefined where it leads into none. */
export const gateDepth = (path: Path): number | undefined => {
  if (path[0] !== "stages" || typeof path[1] !== "number") return undefined;
  let depth = path[2] === "rollback" ? 3 : 2;
  if (path[depth] !== "gates" || typeof path[depth + 1] !== "number") return undefined;
  depth += 2;
  while ((path[depth] === "anyOf" || path[depth] === "allOf") && typeof path[depth + 1] === "number") depth += 2;
  return depth;
};

/** The role of the text at a path; undefined where it names nothing. */
export const roleAt = (kind: DocumentKind, path: Path, isKey: boolean): Role | undefined => {
  const depth = kind === "policy" ? gateDepth(path) : undefined;
  // A slash in a key is no step.
  const written = path
    .slice(depth ?? 0)
    .map((step) => (typeof step === "number" ? "*" : step.replaceAll("/", "|")))
    .join("/");
  const part = isKey ? "key" : "value";
  return (depth === undefined ? rules[kind] : inGate).find((rule) => rule[2] === part && rule[0].test(written))?.[1];
};

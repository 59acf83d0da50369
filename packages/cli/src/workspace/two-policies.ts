import { modelMatcher, type Diagnostic, type ParsedPolicy } from "@muster/core";

/** Where two policies would both govern one model: found by a name that both take, so never in error. */
export const twoPolicies = (parsed: readonly ParsedPolicy[]): readonly Diagnostic[] =>
  parsed.flatMap((one, index) => parsed.slice(index + 1).flatMap((other) => overlap(one, other)));

const overlap = (one: ParsedPolicy, other: ParsedPolicy): readonly Diagnostic[] => {
  if (one.policy === undefined || other.policy === undefined) return [];
  const model = namesOfBoth(one.policy.models, other.policy.models).find(
    both(modelMatcher(one.policy.models), modelMatcher(other.policy.models)),
  );
  if (model === undefined) return [];
  return [
    {
      code: "two-policies",
      severity: "error",
      message: `\`${one.file}\` and \`${other.file}\` both govern models such as \`${model}\``,
      help: "change `models` in one of them so that every model has one policy",
      range: other.sources.locate(other.policy, "models", "key"),
    },
  ];
};

const both =
  (one: (name: string) => boolean, other: (name: string) => boolean) =>
  (name: string): boolean =>
    one(name) && other(name);

/** Names that two lists of patterns may both take: each pattern as a name, and the beginning of one with the end of the other. */
const namesOfBoth = (one: readonly string[], other: readonly string[]): readonly string[] => {
  const [ours, theirs] = [included(one), included(other)];
  const crossed = ours.flatMap((a) => theirs.flatMap((b) => [beginning(a) + ending(b), beginning(b) + ending(a)]));
  return [...ours, ...theirs].map((pattern) => pattern.replace(/\[.*?\]|[*?]+/g, "x")).concat(crossed);
};

const included = (patterns: readonly string[]): readonly string[] => patterns.filter((pattern) => !pattern.startsWith("!"));

const beginning = (pattern: string): string => pattern.split(/[*?[]/)[0] ?? "";

const ending = (pattern: string): string => pattern.split(/[*?\]]/).at(-1) ?? "";

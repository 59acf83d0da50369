import { diagnosticAt } from "./diagnostics/diagnostic-at.js";
import type { Diagnostic, Severity } from "./diagnostics/diagnostic.js";
import type { Policy } from "./generated/policy.js";
import type { ParsedPolicy } from "./parse.js";
import { commonName } from "./patterns/common-name.js";
import { isList, isMapping } from "./yaml/plain-data.js";
import { modelMatcher, readGlob, type NameMatcher } from "./patterns/glob.js";

/**
 * The policies that govern a model: more than one is an error, and none is one too. A policy with errors is among them where
 * its `models` include the model or cannot be read: it must not look as if nobody governed it.
 */
export const governingPolicies = (policies: readonly ParsedPolicy[], model: string): readonly ParsedPolicy[] =>
  policies.filter(({ document: { data, isWhole } }) => {
    const patterns = isMapping(data) && Object.hasOwn(data, "models") ? data["models"] : undefined;
    return !isWhole || !isTexts(patterns) || modelMatcher(patterns)(model);
  });

const isTexts = (value: unknown): value is readonly string[] => isList(value) && value.every((item) => typeof item === "string");

/**
 * Where two policies govern one model, told in both files: an error for a model that is known to be there, a warning for a
 * name that a model could have.
 */
export const overlappingPolicies = (policies: readonly ParsedPolicy[], models: readonly string[] = []): readonly Diagnostic[] => {
  const governors = policies.flatMap(({ policy, ...parsed }) =>
    policy === undefined ? [] : [{ ...parsed, policy, governs: modelMatcher(policy.models) }],
  );
  return governors.flatMap((one, index) =>
    governors.slice(index + 1).flatMap((other) => {
      const known = models.find((model) => one.governs(model) && other.governs(model));
      const model = known ?? possibleModel(one, other);
      if (model === undefined) return [];
      const severity = known === undefined ? "warning" : "error";
      return [overlap(one, other, model, severity), overlap(other, one, model, severity)];
    }),
  );
};

interface Governor extends Omit<ParsedPolicy, "policy"> {
  readonly policy: Policy;
  readonly governs: NameMatcher;
}

const possibleModel = (one: Governor, other: Governor): string | undefined => {
  for (const mine of includes(one)) {
    for (const theirs of includes(other)) {
      const name = commonName(mine, theirs);
      if (name !== undefined && one.governs(name) && other.governs(name)) return name;
    }
  }
  return undefined;
};

const includes = ({ policy }: Governor): readonly string[] => policy.models.filter((pattern) => !pattern.startsWith("!"));

const overlap = ({ policy, sources }: Governor, other: Governor, model: string, severity: Severity): Diagnostic => {
  const index = policy.models.findIndex((pattern) => {
    const read = readGlob(pattern);
    return "matches" in read && read.matches(model);
  });
  const governed = severity === "error" ? `\`${model}\` is governed` : `a model \`${model}\` would be governed`;
  const message = `${governed} by policy \`${other.policy.name}\` in \`${other.file}\` too`;
  return diagnosticAt(sources.locate(policy.models, index), "two-policies", message, {
    severity,
    help: "let one of the two exclude it with a pattern that starts with `!`",
  });
};

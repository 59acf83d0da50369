import { overlappingPolicies } from "@muster/core";
import { withoutSilenced } from "@muster/core/editor";
import type { Context } from "../context.js";
import { normalized } from "../documents/addresses.js";
import type { Document, PolicyDocument } from "../documents/document.js";
import { namesFor } from "../providers/seen.js";
import { policyTestProblems } from "../policy-tests/policy-test-problems.js";
import { keptStages } from "./kept-stages.js";
import type { Problem } from "./problem.js";
import { unknownMetrics } from "./unknown-metrics.js";

/** Everything that is wrong in a file: by itself, beside the other files, and against what the registry has. */
export const problemsOf = (document: Document, context: Context): readonly Problem[] => {
  const problems = document.kind === "policy-test" ? policyTestProblems(document, context) : document.problems;
  const own = problems.filter(({ range }) => range.file === document.uri);
  const beside = document.kind === "policy" ? besideOthers(document, context) : [];
  return [...own, ...beside, ...keptStages(document, context)].flatMap((problem) => withSeverity(problem, context));
};

const besideOthers = (document: PolicyDocument, context: Context): readonly Problem[] => {
  const { comments, source } = document.yaml;
  return withoutSilenced([...overlaps(document, context), ...unknownMetrics(document, context)], comments, source);
};

/** Two policies that govern one model: an error for a model that the registry has, a warning for one that it could have. */
const overlaps = (document: PolicyDocument, context: Context) => {
  const here = normalized(document.uri);
  const models = namesFor(document, context)?.models ?? [];
  return context.documents
    .flatMap((one) => (one.kind === "policy" && normalized(one.uri) !== here ? [one.parsed] : []))
    .flatMap((other) => overlappingPolicies([document.parsed, other], models))
    .filter(({ range }) => range.file === document.uri);
};

/** What the settings say of a code; an error stays one. */
const withSeverity = (problem: Problem, { severities = {} }: Context): readonly Problem[] => {
  const severity = Object.hasOwn(severities, problem.code) ? severities[problem.code] : undefined;
  if (severity === undefined || problem.severity === "error") return [problem];
  return severity === "off" ? [] : [{ ...problem, severity }];
};

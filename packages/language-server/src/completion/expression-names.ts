import type { Context } from "../context.js";
import type { Document } from "../documents/document.js";
import type { Span } from "../documents/ranges.js";
import { namesFor } from "../providers/seen.js";
import { stagesOf } from "./names.js";
import type { Suggestion } from "./suggestion.js";

const variables = {
  candidate: "The version that is to be promoted.",
  baseline: "The version that it is compared with.",
  stages: "Who holds each stage.",
  request: "What is asked, by whom and when.",
  now: "The instant of the decision.",
} as const;

const version = ["version", "author", "createdAt", "digest", "tags", "params", "metrics", "measurements"];

/** The names that can stand at an offset of an expression, and the word that they take the place of. */
export const expressionSuggestions = (
  document: Document,
  { start }: Span,
  offset: number,
  context: Context,
): { readonly span: Span; readonly suggestions: readonly Suggestion[] } => {
  const before = document.yaml.source.text.slice(start, offset);
  const [, path = "", word = ""] = /((?:[A-Za-z_]\w*\.)*)(\w*)$/.exec(before) ?? [];
  const span = { start: offset - word.length, end: offset };
  const known = document.kind === "policy" ? namesFor(document, context) : undefined;
  const fields = (labels: readonly string[] = []): readonly Suggestion[] =>
    labels.filter((label) => /^[A-Za-z_]\w*$/.test(label)).map((label) => ({ label, kind: "registry" }));
  const steps = path.split(".").slice(0, -1);
  const suggestions = (): readonly Suggestion[] => {
    const [variable, field] = steps;
    if (variable === undefined) return Object.entries(variables).map(([label, documentation]) => ({ label, kind: "word", documentation }));
    if (variable === "stages") return steps.length === 1 ? fields(stagesOf(document, context)) : fields(["version", "since"]);
    if (variable === "request") return fields(["to", "requester", "at"]);
    if (variable !== "candidate" && variable !== "baseline") return [];
    if (field === undefined) return fields(version);
    if (field === "metrics" || field === "measurements") return steps.length === 2 ? fields(known?.metrics) : [];
    return steps.length > 2 ? [] : fields(field === "tags" ? known?.tags : field === "params" ? known?.params : []);
  };
  return { span, suggestions: suggestions() };
};

import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import { commonName } from "../patterns/common-name.js";
import { removal } from "../yaml/edits.js";
import type { PolicyCheck } from "./checked-policy.js";
import { modelPatterns, type ModelPattern } from "./model-patterns.js";

/** The steps that comparing patterns may cost; where they are more, nothing is said. */
const budget = 300_000;

/** An exclusion of names that nothing includes. */
export const patternWithoutEffect: PolicyCheck = ({ policy, sources }) => {
  const patterns = modelPatterns(policy);
  const included = patterns.filter(({ excludes }) => !excludes);
  const excluding = patterns.filter(({ excludes }) => excludes);
  // Where nothing is included there is more to say (`no-included-model`).
  if (included.length === 0 || lengthOf(included) * lengthOf(excluding) > budget) return [];
  return excluding.flatMap(({ index, written, glob }) => {
    if (included.some((one) => commonName(glob, one.glob) !== undefined)) return [];
    const message = `\`${written}\` excludes nothing: no other pattern includes such a name`;
    return [
      diagnosticAt(sources.locate(policy.models, index), "pattern-without-effect", message, {
        severity: "warning",
        help: "remove it, or correct it",
        fix: removal(sources, policy.models, index, `remove \`${written}\``),
      }),
    ];
  });
};

const lengthOf = (patterns: readonly ModelPattern[]) => patterns.reduce((sum, { glob }) => sum + glob.length, 0);

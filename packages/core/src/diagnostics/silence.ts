import type { SourceText } from "../yaml/source-text.js";
import type { Comment } from "../yaml/tokens.js";
import type { Diagnostic } from "./diagnostic.js";

/**
 * Leaves out the warnings and hints that a comment `# muster-ignore: code, code` silences: one on the diagnostic's own
 * line, or alone on the lines just above it. An error cannot be silenced.
 */
export const withoutSilenced = <One extends Pick<Diagnostic, "severity" | "range"> & { readonly code: string }>(
  diagnostics: readonly One[],
  comments: readonly Comment[],
  source: SourceText,
): readonly One[] => {
  const silenced = new Map<number, Set<string>>();
  /** The line that a comment standing alone speaks of: the one beneath it and the comments that follow it. */
  const spokenOf = new Map<number, number>();
  for (const { offset, text } of comments.toReversed()) {
    const { line, column } = source.positionAt(offset);
    const isAlone = source.text.slice(offset - column + 1, offset).trim() === "";
    const target = isAlone ? (spokenOf.get(line + 1) ?? line + 1) : line;
    if (isAlone) spokenOf.set(line, target);
    const codes = /^#\s*muster-ignore:\s*(.*)$/.exec(text)?.[1]?.split(/[\s,]+/) ?? [];
    const known = silenced.get(target) ?? new Set();
    silenced.set(target, known);
    codes.forEach((code) => known.add(code));
  }
  return diagnostics.filter(
    ({ severity, code, range: { file, start } }) =>
      severity === "error" || file !== source.file || silenced.get(start.line)?.has(code) !== true,
  );
};

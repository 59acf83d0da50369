import type { Diagnostic } from "./diagnostic.js";

/** By place in the text, each once; diagnostics of several files stay together by file: those of `first`, then in the order of their first appearance. */
export const sortDiagnostics = (diagnostics: readonly Diagnostic[], first: string): readonly Diagnostic[] => {
  const files = new Map([[first, 0]]);
  for (const { range } of diagnostics) if (!files.has(range.file)) files.set(range.file, files.size);
  const seen = new Set<string>();
  return diagnostics
    .toSorted(
      (a, b) =>
        (files.get(a.range.file) ?? 0) - (files.get(b.range.file) ?? 0) ||
        a.range.start.offset - b.range.start.offset ||
        a.range.end.offset - b.range.end.offset,
    )
    .filter(({ code, message, range: { file, start, end } }) => {
      const key = JSON.stringify([file, start.offset, end.offset, code, message]);
      return seen.size < seen.add(key).size;
    });
};

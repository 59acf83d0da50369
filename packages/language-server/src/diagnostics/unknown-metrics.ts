import { suggest } from "@muster/core";
import { isGlob, readGlob } from "@muster/core/editor";
import type { Context } from "../context.js";
import type { PolicyDocument } from "../documents/document.js";
import { quotedFor } from "../documents/quoting.js";
import { spanOf } from "../documents/ranges.js";
import { roleAt } from "../documents/roles.js";
import { leavesOf } from "../documents/tree.js";
import { namesFor } from "../providers/seen.js";
import type { Problem } from "./problem.js";

/** Metrics that no version has, as far as the registry was seen. */
export const unknownMetrics = (document: PolicyDocument, context: Context): readonly (Problem & { readonly code: "unknown-metric" })[] => {
  const known = namesFor(document, context)?.metrics ?? [];
  if (known.length === 0) return [];
  const names = new Set(known);
  return [...leavesOf(document.yaml.root)].flatMap(({ scalar, path, isKey }) => {
    const { value } = scalar;
    if (typeof value !== "string" || value === "" || names.has(value) || roleAt("policy", path, isKey) !== "metric") return [];
    if (isGlob(value) && matchesAny(value, known)) return [];
    const meant = suggest(value, known);
    const { start, end } = spanOf(scalar, document);
    const range = document.yaml.source.rangeOf(start, end);
    return [
      {
        code: "unknown-metric",
        severity: "warning",
        message: isGlob(value) ? `no metric of a version matches \`${value}\`` : `no version has a metric \`${value}\``,
        range,
        help: meant === undefined ? "look at its name, or record it with the next version" : `did you mean \`${meant}\`?`,
        ...(meant !== undefined && { fixes: [{ title: `change to \`${meant}\``, range, text: quotedFor(meant, document, start) }] }),
      },
    ];
  });
};

const matchesAny = (pattern: string, names: readonly string[]): boolean => {
  const read = readGlob(pattern);
  return "error" in read || names.some(read.matches);
};

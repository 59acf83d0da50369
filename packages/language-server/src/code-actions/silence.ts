import type { Document } from "../documents/document.js";
import type { Problem } from "../diagnostics/problem.js";
import type { Repair } from "./repair.js";
import { lineStartAt, newlineOf } from "../documents/lines.js";

/** A comment that silences a warning or hint where it stands; undefined for an error, and in JSON, which has no comments. */
export const silencing = ({ uri, yaml }: Document, { code, severity, range }: Problem): Repair | undefined => {
  const { text } = yaml.source;
  if (severity === "error" || uri.endsWith(".json")) return undefined;
  const start = lineStartAt(text, range.start.offset);
  const title = `silence \`${code}\` here`;
  const above = yaml.comments.find((comment) => {
    const end = comment.offset + comment.text.length;
    return /^#\s*muster-ignore:/.test(comment.text) && /^\r?\n$/.test(text.slice(end, start));
  });
  if (above !== undefined) {
    const end = above.offset + above.text.trimEnd().length;
    return { title, changes: [{ span: { start: end, end }, text: `, ${code}` }] };
  }
  const indent = /^ */.exec(text.slice(start))?.[0] ?? "";
  return { title, changes: [{ span: { start, end: start }, text: `${indent}# muster-ignore: ${code}${newlineOf(text)}` }] };
};

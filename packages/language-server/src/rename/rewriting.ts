import type { Document } from "../documents/document.js";
import { quotedFor } from "../documents/quoting.js";
import type { Span } from "../documents/ranges.js";
import type { Occurrence } from "../references/occurrences.js";
import { lineStartAt } from "../documents/lines.js";

/** A new name in the place of an old one, quoted as the old one is where it is. */
export const rewriting = (
  document: Document,
  { span, inExpression }: Occurrence,
  name: string,
): { readonly span: Span; readonly text: string } => {
  const { text } = document.yaml.source;
  if (inExpression === "field" && !/^[A-Za-z_]\w*$/.test(name)) {
    // A quote that the YAML around it does not use.
    const line = text.slice(lineStartAt(text, span.start), span.start);
    const quote = line.includes("'") ? '"' : "'";
    return { span: { ...span, start: span.start - 1 }, text: `[${quote}${name}${quote}]` };
  }
  return { span, text: inExpression === undefined ? quotedFor(name, document, span.start) : name };
};

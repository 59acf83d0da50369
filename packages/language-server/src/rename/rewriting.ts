import { stringify } from "yaml";
import type { Document } from "../documents/document.js";
import type { Span } from "../documents/ranges.js";
import type { Occurrence } from "../references/occurrences.js";

/** A new name in the place of an old one, quoted as the old one is where it is. */
export const rewriting = (
  { yaml }: Document,
  { span, inExpression }: Occurrence,
  name: string,
): { readonly span: Span; readonly text: string } => {
  const { text } = yaml.source;
  if (inExpression === "field" && !/^[A-Za-z_]\w*$/.test(name)) {
    // A quote that the YAML around it does not use.
    const line = text.slice(text.lastIndexOf("\n", span.start) + 1, span.start);
    const quote = line.includes("'") ? '"' : "'";
    return { span: { ...span, start: span.start - 1 }, text: `[${quote}${name}${quote}]` };
  }
  return { span, text: inExpression === undefined ? quotedAs(text.charAt(span.start), name) : name };
};

const quotedAs = (quote: string, name: string): string => {
  if (quote === '"' || /[,[\]{}]/.test(name)) return JSON.stringify(name);
  return quote === "'" ? `'${name.replaceAll("'", "''")}'` : stringify(name, { lineWidth: 0 }).trimEnd();
};

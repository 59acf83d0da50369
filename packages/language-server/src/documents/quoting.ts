import { stringify } from "yaml";
import type { Document } from "./document.js";

/** A text as it can stand in the place of what is written at an offset: in the same quotes, and in those that it needs. */
export const quotedFor = (text: string, { uri, yaml }: Document, at: number): string => {
  const quote = yaml.source.text.charAt(at);
  if (quote === "'") return `'${text.replaceAll("'", "''")}'`;
  if (quote === '"' || uri.endsWith(".json") || /[,[\]{}*]/.test(text)) return JSON.stringify(text);
  return stringify(text, { lineWidth: 0 }).trimEnd();
};

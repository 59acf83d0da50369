import { problem } from "@muster/workspace/problem";

/** A model's version, as the command line names it. */
export interface Subject {
  readonly model: string;
  readonly version: string;
}

/** Reads `NAME@VERSION`. */
export const readSubject = (text: string): Subject => {
  const at = text.lastIndexOf("@");
  const subject = { model: text.slice(0, at), version: text.slice(at + 1) };
  if (at <= 0 || subject.version === "")
    throw problem("usage", `\`${text}\` names no version`, "write it as `NAME@VERSION`, such as `fraud-cards@7`");
  return subject;
};

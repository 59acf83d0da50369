import { ProblemError, problem } from "@muster/workspace/problem";

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

/** What is done with a model that is named alone. Where there is none, and a version was named too, that is told. */
export const onModel = async <T>(named: string, act: () => Promise<T>): Promise<T> => {
  try {
    return await act();
  } catch (error) {
    const at = named.lastIndexOf("@");
    if (!(error instanceof ProblemError) || error.problem.diagnostics !== undefined || at <= 0) throw error;
    if (error.problem.code !== "absent" && error.problem.code !== "policy") throw error;
    throw problem(error.problem.code, error.problem.message, `name the model alone, without a version: \`${named.slice(0, at)}\``);
  }
};

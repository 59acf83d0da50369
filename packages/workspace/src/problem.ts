import type { Diagnostic, Failure, Result } from "@muster/core";

/** What a command could not do, in the one shape in which every error is told. */
export interface Problem {
  readonly code:
    | "usage"
    | "config"
    | "policy"
    | "evidence"
    | "plugin"
    | "absent"
    | "conflict"
    | "unreachable"
    | "refused"
    | "denied"
    | "malformed"
    | "defect";
  /** Lower case, no full stop, the user's own text in backticks. */
  readonly message: string;
  /** What to do next. */
  readonly help?: string;
  /** Where files of the user's are wrong: what, and in which place. */
  readonly diagnostics?: readonly Diagnostic[];
  /** The texts that these are about, by file. */
  readonly texts?: ReadonlyMap<string, string>;
}

/** Ends a command; `main` tells it and sets the exit code. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

export const problem = (code: Problem["code"], message: string, help?: string): ProblemError =>
  new ProblemError({ code, message, ...(help !== undefined && { help }) });

export const problemOf = ({ reason, message, help }: Failure): ProblemError => problem(reason, message, help);

/** The value of a result; its failure ends the command. */
export const take = <T>(result: Result<T>): T => {
  if (!result.ok) throw problemOf(result);
  return result.value;
};

import { l10n, window, type LogOutputChannel } from "vscode";
import { ProblemError, type Problem } from "@muster/workspace/problem";
import { sentence } from "../wording/plain.js";

/** Tells what could not be done, and what to do next; details stand in the output. */
export const tellProblem = (output: LogOutputChannel, error: unknown): void => {
  if (error instanceof ProblemError) {
    show(output, error.problem);
    return;
  }
  output.error(error instanceof Error ? error : String(error));
  show(output, {
    code: "defect",
    message: l10n.t("Muster has a defect: {0}", error instanceof Error ? error.message : String(error)),
    help: l10n.t("please report it with what the output says"),
  });
};

/** A problem as a line of the output. */
export const lineOf = ({ message, help }: Pick<Problem, "message" | "help">): string =>
  help === undefined ? message : `${message} (${help})`;

const show = (output: LogOutputChannel, { code, message, help, diagnostics = [] }: Problem): void => {
  for (const { range, message: what } of diagnostics) output.error(`${range.file}:${range.start.line}:${range.start.column} ${what}`);
  output.error(lineOf({ message, ...(help !== undefined && { help }) }));
  const text = [message, ...diagnostics.slice(0, 1).map((first) => first.message), ...(help === undefined ? [] : [help])]
    .map(sentence)
    .join(" ");
  // What other people did or a policy says is no error of ours.
  const tell = code === "conflict" || code === "denied" ? window.showWarningMessage : window.showErrorMessage;
  const details = l10n.t("Show Output");
  void tell(text, details).then((chosen) => {
    if (chosen === details) output.show();
  });
};

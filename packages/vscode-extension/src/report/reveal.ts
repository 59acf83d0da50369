import { resolve } from "node:path";
import { l10n, Range, Uri, ViewColumn, window } from "vscode";
import { gateAt } from "./gate-at.js";
import type { ReportInput } from "./report-input.js";

/** Shows the policy where it asks for a gate, beside the report. */
export const revealGate = async ({ subject, report }: ReportInput, place: readonly number[]): Promise<void> => {
  const gate = gateAt(report.decision.gates, place);
  if (gate === undefined) return;
  const { file, line, column, length } = gate.location;
  const uri = Uri.file(resolve(subject.root, file));
  const selection = new Range(line - 1, column - 1, line - 1, column - 1 + length);
  try {
    await window.showTextDocument(uri, { selection, viewColumn: ViewColumn.Beside });
  } catch {
    void window.showErrorMessage(l10n.t("The policy {0} cannot be opened: it is not in the workspace any more.", file));
  }
};

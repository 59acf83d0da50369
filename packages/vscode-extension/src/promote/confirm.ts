import { l10n, window } from "vscode";
import type { Decision, GateResult, MoveReport, Program } from "@muster/core";
import { sentence } from "../wording/plain.js";
import { reasonFor, verdictName } from "./verdict.js";

export interface SeenMove {
  readonly report: MoveReport;
  readonly program: Program;
  /** The registry's name in the ledger. */
  readonly registry: string;
  /** The commit that the policy was read from, and what it is called. */
  readonly policyRef: string;
  /** Where the working tree is not what counts. */
  readonly notes: readonly string[];
}

/** Asks whether the move is meant, showing everything that it rests on; for the last stage a second act is asked for. */
export const confirmMove = async (seen: SeenMove, { isLast }: { readonly isLast: boolean }): Promise<boolean> => {
  const { model, stage, to, decision } = seen.report;
  const isRollback = decision?.action === "rollback";
  const verb = to === null ? l10n.t("Retire") : isRollback ? l10n.t("Roll Back") : l10n.t("Promote");
  const question =
    to === null
      ? l10n.t("Leave {0} of {1} without a holder?", stage, model)
      : isRollback
        ? l10n.t("Roll {0} of {1} back to {2}?", stage, model, to)
        : l10n.t("Promote {0} to {1}?", `${model}@${to}`, stage);
  const chosen = await window.showWarningMessage(question, { modal: true, detail: detailOf(seen) }, verb);
  if (chosen !== verb) return false;
  return !isLast || typeAgain(model, stage, to ?? stage);
};

/** The second act: nobody types a version by habit. */
const typeAgain = async (model: string, stage: string, wanted: string): Promise<boolean> => {
  const typed = await window.showInputBox({
    title: l10n.t("{0} is the last stage of {1}", stage, model),
    prompt: l10n.t("Type {0} to go on", wanted),
    placeHolder: wanted,
    ignoreFocusOut: true,
    validateInput: (text) => (text === wanted || wanted.startsWith(text) ? undefined : l10n.t("This is not {0}", wanted)),
  });
  return typed === wanted;
};

/** What the move rests on, line by line. */
const detailOf = ({ report, program, registry, policyRef, notes }: SeenMove): string => {
  const { model, stage, from, to, decision, evidence } = report;
  const nobody = l10n.t("nobody");
  const lines: (string | undefined)[] = [
    l10n.t("{0} of {1}: from {2} to {3}", stage, model, from ?? nobody, to ?? nobody),
    to === null ? undefined : l10n.t("Artifact: {0}", evidence?.candidate.digest ?? l10n.t("the registry tells no digest")),
    decision && l10n.t("Decision: {0}. {1}", verdictName(decision), sentence(reasonFor(decision))),
    decision && approvalsIn(decision),
    l10n.t("Policy: {0} of commit {1}", program.file, policyRef),
    l10n.t(
      "What changes: registry {0} names {1} for {2}, and the ledger gets two events: the intent and what came of it.",
      registry,
      to ?? nobody,
      stage,
    ),
    ...[...notes, ...report.warnings].map(sentence),
  ];
  return lines.filter((line) => line !== undefined).join("\n\n");
};

const approvalsIn = ({ gates }: Decision): string | undefined => {
  const approved = wordsIn(gates);
  if (approved.length > 0) return l10n.t("Approved by: {0}", [...new Set(approved)].join(", "));
  return gates.some(({ kind }) => kind === "approvals") ? l10n.t("Approved by: nobody") : undefined;
};

const wordsIn = (gates: readonly GateResult[]): readonly string[] =>
  gates.flatMap(({ kind, people, gates: nested = [] }) => [
    ...(kind === "approvals" ? (people?.counted ?? []) : [])
      .filter(({ said }) => said === "approve")
      .map(({ by, assurance }) => (assurance === undefined ? by : `${by} (${assurance})`)),
    ...wordsIn(nested),
  ]);

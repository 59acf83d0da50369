import { MarkupKind, type InlayHint } from "vscode-languageserver-types";
import type { Context } from "../context.js";
import type { PolicyDocument } from "../documents/document.js";
import { gatesWithin, writtenStages } from "../documents/gates.js";
import { spanOf } from "../documents/ranges.js";
import { keyOf } from "../documents/tree.js";
import { judgeStage, resultOf } from "../live/judged.js";
import { thresholdsOf, worstOf, type Threshold } from "../live/thresholds.js";
import { shortNumber, withMargin } from "../words/numbers.js";

/** Beside each threshold the candidate's value, and how far it is on the right side. */
export const thresholdHints = (document: PolicyDocument, context: Context): readonly InlayHint[] =>
  writtenStages(document).flatMap(({ name, gates }) => {
    const judged = name === undefined ? undefined : judgeStage(document, name, context);
    if (judged === undefined) return [];
    const { model, candidate } = judged.evidence;
    return gates.flatMap(gatesWithin).flatMap((gate) => {
      const result = gate.kind && keyOf(gate.kind) === "metric" ? resultOf(document, gate, judged.gates) : undefined;
      return result === undefined
        ? []
        : thresholdsOf(gate, result).flatMap((threshold) => hintFor(document, threshold, `${model}@${candidate.version}`));
    });
  });

const hintFor = (document: PolicyDocument, { entry, measured }: Threshold, candidate: string): readonly InlayHint[] => {
  const worst = worstOf(measured);
  if (worst === undefined || entry.value === null || typeof worst.observed !== "number") return [];
  const label = withMargin(shortNumber(worst.observed), worst.margin, worst.outcome === "passed");
  const others = measured.length > 1 ? [`the worst of ${measured.length} metrics: \`${worst.metric}\``] : [];
  const baseline =
    worst.baseline === undefined
      ? []
      : [
          `baseline: version \`${worst.baseline.version}\`${worst.baseline.observed === undefined ? "" : `, ${String(worst.baseline.observed)}`}`,
        ];
  const lines = [
    `\`${candidate}\` · ${worst.outcome}`,
    ...(worst.expected === undefined ? [] : [`asked for: ${worst.expected}`]),
    ...baseline,
    ...others,
  ];
  return [
    {
      position: document.text.positionAt(spanOf(entry.value, document).end),
      label,
      paddingLeft: true,
      tooltip: { kind: MarkupKind.Markdown, value: lines.join("  \n") },
    },
  ];
};

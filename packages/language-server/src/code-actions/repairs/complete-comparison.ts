import { keyOfGate } from "../../documents/gates.js";
import { textAt } from "../../documents/tree.js";
import { adding, removing } from "../changes.js";
import type { PolicySite, Repair } from "../repair.js";

/** Metrics that are better when they are smaller, by what people call them. */
const smallerIsBetter =
  /(^|[_\W])(loss|error|err|latency|time|duration|ms|cost|size|bytes|rmse|mae|mse|mape|perplexity|wer|cer|rate)($|[_\W\d])/i;

/** `goal` for a comparison that has none; what the metric's name suggests comes first. */
export const addGoal = ({ document, gate }: PolicySite): readonly Repair[] => {
  const first = smallerIsBetter.test(textAt(gate?.node, "metric") ?? "") ? "minimize" : "maximize";
  return [first, first === "maximize" ? "minimize" : "maximize"].flatMap((goal, index) => {
    const change = gate && adding(document, gate.node, "goal", goal, gate.kind);
    return change === undefined ? [] : [{ title: `add \`goal: ${goal}\``, changes: [change], isPreferred: index === 0 }];
  });
};

/** The stage itself as `baseline`: what it holds now is mostly what a candidate has to beat. */
export const addBaseline = ({ document, gate, stage }: PolicySite): readonly Repair[] => {
  const change =
    gate && stage !== undefined ? adding(document, gate.node, "baseline", stage, keyOfGate(gate, "goal") ?? gate.kind) : undefined;
  return change === undefined ? [] : [{ title: `compare with \`${stage ?? ""}\``, changes: [change], isPreferred: true }];
};

/** A `baseline` that nothing is compared with: it goes, or a comparison comes. */
export const useBaseline = ({ document, gate }: PolicySite): readonly Repair[] => {
  const baseline = gate && keyOfGate(gate, "baseline");
  if (gate === undefined || baseline === undefined) return [];
  const removal = removing(document, gate.node, baseline);
  const comparison = adding(document, gate.node, "maxRegression", "0", baseline);
  return [
    ...(removal === undefined ? [] : [{ title: "remove `baseline`", changes: [removal], isPreferred: true }]),
    ...(comparison === undefined ? [] : [{ title: "add `maxRegression: 0`", changes: [comparison] }]),
  ];
};

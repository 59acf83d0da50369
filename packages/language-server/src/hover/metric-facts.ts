import type { Measurement, Metric } from "@muster/core";
import type { Context } from "../context.js";
import type { Document } from "../documents/document.js";
import { gatesWithin, writtenStages } from "../documents/gates.js";
import { gateDepth } from "../documents/roles.js";
import type { Spot } from "../documents/spot.js";
import { keyOf } from "../documents/tree.js";
import { judgeStage, resultOf, type JudgedStage } from "../live/judged.js";
import { boundKeys, comparisonKeys, thresholdsOf, type Measured } from "../live/thresholds.js";
import { shortNumber, withMargin } from "../words/numbers.js";

const asking: ReadonlySet<string> = new Set(["metric", "baseline", ...boundKeys, ...comparisonKeys]);

/** More would be a page. */
const mostRows = 12;

/** On a metric gate: the candidate's and the baseline's value, the margin of each bound, and earlier versions. */
export const metricFacts = (document: Document, { path }: Spot, context: Context): readonly string[] => {
  const depth = gateDepth(path);
  if (document.kind !== "policy" || depth === undefined || path.length !== depth + 1 || !asking.has(String(path[depth]))) return [];
  const stage = writtenStages(document).find((one) => one.path[1] === path[1]);
  const at = path.slice(0, depth).join("/");
  const gate = stage?.gates.flatMap(gatesWithin).find((one) => one.path.join("/") === at);
  const judged = stage?.name === undefined ? undefined : judgeStage(document, stage.name, context);
  const result = gate && judged && resultOf(document, gate, judged.gates);
  if (gate?.kind === undefined || keyOf(gate.kind) !== "metric" || judged === undefined || result === undefined) return [];
  const thresholds = thresholdsOf(gate, result);
  const measured = thresholds.length === 0 ? (result.measurements ?? []) : thresholds.flatMap((one) => one.measured);
  return [
    `\`${judged.evidence.model}@${judged.evidence.candidate.version}\`: ${result.message}`,
    table(measured),
    ...earlier(measured, judged),
  ].filter((part) => part !== "");
};

const table = (measured: readonly Measured[]): string => {
  const rows = measured.slice(0, mostRows).map((one) => {
    const { observed, margin, outcome, baseline, expected = "" } = one;
    const value = typeof observed === "number" ? withMargin(shortNumber(observed), margin, outcome === "passed") : outcome;
    const beside =
      baseline === undefined ? "" : `${baseline.observed === undefined ? "" : String(baseline.observed)} (\`${baseline.version}\`)`;
    return `| \`${one.metric}\` | ${value} | ${expected.replace(/ \(.*\)$/, "")} | ${beside} |`;
  });
  const more = measured.length > mostRows ? [`| and ${measured.length - mostRows} more | | | |`] : [];
  return rows.length === 0 ? "" : ["| metric | value | asked for | baseline |", "| --- | --- | --- | --- |", ...rows, ...more].join("\n");
};

/** What earlier versions had. */
const earlier = (measured: readonly Measured[], { recent = [], evidence }: JudgedStage): readonly string[] => {
  const [first] = measured;
  if (first === undefined) return [];
  const own = valueOf(evidence.candidate.metrics?.[first.metric]);
  const values = recent.flatMap(({ version, metrics }) => {
    const value = metrics[first.metric];
    return value === undefined || version === evidence.candidate.version ? [] : [`\`${version}\` ${shortNumber(value)}`];
  });
  return values.length === 0 || own === undefined ? [] : [`Earlier versions: ${values.slice(0, 5).join(" · ")}`];
};

const valueOf = (metric: Metric | undefined): Measurement["value"] | undefined =>
  typeof metric === "object" && metric !== null ? metric.value : metric;

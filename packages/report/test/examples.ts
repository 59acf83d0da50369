/** The decisions of the example, made by the engine. */
import { readFileSync } from "node:fs";
import { compile, evaluate, parsePolicy, readEvidence, type Decision } from "@muster/core";
import { standingsOf, type PromotionReport } from "@muster/report";

const example = (file: string): string => readFileSync(new URL(`../../../../examples/fraud-models/${file}`, import.meta.url), "utf8");

/** A report of a policy and evidence that a test writes. */
const reportOf = (policy: string, evidence: string, history?: PromotionReport["history"]): PromotionReport => {
  const program = compile(parsePolicy({ file: "promotion.yaml", text: policy }));
  const read = readEvidence({ file: "evidence.json", text: evidence });
  if (read.evidence === undefined) throw new Error(JSON.stringify(read.diagnostics));
  const decision = evaluate(program, read.evidence);
  if (!decision.ok) throw new Error(decision.message);
  return { decision: decision.value, stages: standingsOf(program, read.evidence), ...(history !== undefined && { history }) };
};

export type Verdict = Decision["verdict"];

/** Without the plugin's gate, whose code the tests do not run. */
export const exampleReport = (verdict: Verdict): PromotionReport =>
  reportOf(example("promotion.yaml").split("      - uses:")[0] ?? "", example(`evidence/${verdict}.json`));

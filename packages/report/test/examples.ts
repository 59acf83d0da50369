/** The decisions of the example, made by the engine. */
import { readFileSync } from "node:fs";
import { compile, evaluate, parsePolicy, readEvidence, type Decision, type LedgerEvent } from "@muster/core";
import { standingsOf, type PromotionReport } from "@muster/report";

const example = (file: string): string => readFileSync(new URL(`../../../../examples/fraud-models/${file}`, import.meta.url), "utf8");

/** A report of a policy and evidence that a test writes. */
export const reportOf = (policy: string, evidence: string, history?: PromotionReport["history"]): PromotionReport => {
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

const eventOf = (seq: number, at: string, type: LedgerEvent["type"], body: Omit<LedgerEvent["body"], "model">): LedgerEvent => ({
  schemaVersion: 1,
  ledger: "example",
  seq,
  prev: null,
  at,
  actor: { identity: "erin@example.com", assurance: "claimed" },
  tool: "muster/0.1.0",
  type,
  body: { model: "fraud-cards", ...body },
});

/** Beside the versions before it and what the ledger says of them, one of which asks for markup to be taken for text. */
export const exampleWithHistory = (): PromotionReport => ({
  ...exampleReport("denied"),
  history: {
    events: [
      eventOf(1, "2026-10-01T09:00:00Z", "promotion.intended", { version: "5", to: "production", holder: null }),
      eventOf(2, "2026-10-01T09:00:02Z", "promotion.applied", { version: "5", to: "production", holder: null, intent: 1 }),
      eventOf(3, "2026-11-12T15:00:00Z", "approval.rejected", { version: "7", to: "production", reason: '<img src="x"> is not fair' }),
    ],
    versions: ["4", "5", "6", "7"].map((version, index) => ({
      version,
      createdAt: `2026-10-0${index + 1}T08:00:00Z`,
      metrics: { auc: [0.901, 0.921, 0.918, 0.915][index] ?? 0, auc_se: 0.0018 },
      tenures: version === "5" ? [{ stage: "production", since: "2026-10-01T09:00:02Z" }] : [],
    })),
  },
});

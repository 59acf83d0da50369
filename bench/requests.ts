/** One policy, said once for every engine, and 1,000 requests of it that reach every gate from both sides. */
import type { Evidence } from "@muster/core";

export const policyText = `
version: 1
name: bench
models: ["fraud-*"]
stages:
  - name: development
  - name: staging
  - name: production
    gates:
      - { metric: auc, min: 0.92 }
      - { metric: auc, goal: maximize, baseline: production, maxRegression: 0.005, id: regression }
      - { metric: latency_p95_ms, max: 120 }
      - { metric: error_rate, below: 0.02 }
      - { tag: model_card, exists: true }
      - { param: framework, in: [xgboost, lightgbm] }
`;

/** One question: for Muster and for code written by hand the evidence, for the rule engines the same facts plainly. */
export interface BenchRequest {
  readonly evidence: Evidence;
  readonly facts: PlainFacts;
}

/** The same facts without Muster's shape, decimals as whole millionths, which every peer can count. */
export interface PlainFacts {
  readonly version: string;
  readonly staging: string;
  readonly auc: number;
  readonly baselineAuc: number;
  readonly latency: number;
  readonly errorRate: number;
  readonly modelCard: boolean;
  readonly framework: string;
}

export const bounds = {
  auc: 920_000,
  regression: 5000,
  latency: 120_000_000,
  errorRate: 20_000,
  frameworks: ["xgboost", "lightgbm"],
} as const;

/** A linear congruential generator, so that every run has the same requests. */
const sequence = (seed: number) => () => {
  seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
  return seed / 4_294_967_296;
};

export const millionths = (value: number): number => Math.round(value * 1_000_000);

export const requests: readonly BenchRequest[] = (() => {
  const random = sequence(7);
  const oneIn = (count: number) => random() < 1 / count;
  return Array.from({ length: 1000 }, (_, index) => {
    const auc = Math.round((0.918 + random() * 0.03) * 1000) / 1000;
    const baselineAuc = oneIn(4) ? Math.round((auc + 0.005) * 1000) / 1000 : Math.round((0.915 + random() * 0.02) * 1000) / 1000;
    const latency = oneIn(12) ? 121.5 : oneIn(8) ? 120 : Math.round(random() * 1100) / 10;
    const errorRate = oneIn(12) ? 0.02 : Math.round(random() * 180) / 10_000;
    const modelCard = !oneIn(20);
    const framework = oneIn(20) ? "torch" : oneIn(2) ? "xgboost" : "lightgbm";
    const staging = oneIn(20) ? "other" : String(index);
    const evidence: Evidence = {
      model: "fraud-cards",
      request: { to: "production", requester: "ci@example.com", at: "2026-11-20T10:00:00Z" },
      candidate: {
        version: String(index),
        createdAt: "2026-11-10T08:00:00Z",
        tags: modelCard ? { model_card: "cards/7.md" } : {},
        params: { framework },
        metrics: { auc, latency_p95_ms: latency, error_rate: errorRate },
      },
      stages: {
        staging: { version: staging, since: "2026-11-18T09:00:00Z" },
        production: { version: "live", since: "2026-08-01T00:00:00Z" },
      },
      baselines: { production: { version: "live", metrics: { auc: baselineAuc } } },
    };
    const facts = {
      version: String(index),
      staging,
      auc: millionths(auc),
      baselineAuc: millionths(baselineAuc),
      latency: millionths(latency),
      errorRate: millionths(errorRate),
      modelCard,
      framework,
    };
    return { evidence, facts };
  });
})();

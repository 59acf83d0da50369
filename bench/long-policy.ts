/** A policy of about this many lines: every kind of gate, groups, comments, in three stages. It has no problem. */
export const longPolicy = (lines: number): string => {
  const blocks = Math.max(3, Math.round((lines - frame.split("\n").length - tail.split("\n").length) / linesOf(block(0))));
  const third = Math.floor(blocks / 3);
  const gates = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => block(from + index)).join("");
  return [
    frame,
    `  - name: staging\n    gates:\n${gates(0, third)}`,
    `  - name: canary\n    gates:\n${gates(third, 2 * third)}`,
    `  - name: production\n    gates:\n${gates(2 * third, blocks)}${tail}`,
  ].join("");
};

const linesOf = (text: string): number => text.split("\n").length - 1;

const frame = `# What moves to production, and who says so.
version: 1
name: payments
description: Every model that scores card payments.
models: ["payments-*", "!payments-sandbox-*"]
groups:
  leads: [alice@example.com, bob@example.com, carol@example.com]
  risk:
    - dana@example.com
    - github:erin
stages:
  - name: development
`;

const block = (index: number): string => `      # Segment ${index}: what its team watches.
      - id: auc-${index}
        metric: auc/segment=${index}
        goal: maximize
        min: 0.9
        baseline: production
        maxRegression: 0.5%
        noBaseline: pass
        samples: 500
      - id: latency-${index}
        metric: latency_p95_ms/segment=${index}
        max: ${100 + (index % 40)}
      - id: card-${index}
        tag: model_card_${index}
        exists: true
      - id: framework-${index}
        param: framework_${index}
        in: [xgboost, lightgbm]
      - id: bias-${index}
        check: bias-audit-${index}
        from: [ci-bot@example.com, risk]
        maxAge: 30d
      - id: rule-${index}
        rule: candidate.params.framework in ["xgboost", "lightgbm"] && candidate.metrics.auc > 0.5
        message: only tree ensembles are served to segment ${index}
      - id: either-${index}
        when: { tag: segment_${index}, exists: true }
        anyOf:
          - metric: recall/segment=${index}
            min: 0.8
          - tag: waiver_${index}
            matches: "^W-[0-9]+$"
`;

const tail = `      - soak: 24h
      - approvals: 2
        from: [leads]
        expires: 7d
      - windows:
          deny:
            - { schedule: "0 16 * * FRI", duration: 64h, timeZone: Europe/Berlin, reason: weekend }
            - { from: 2026-12-20, to: 2027-01-03, timeZone: Europe/Berlin, reason: year-end freeze }
`;

import assert from "node:assert/strict";
import { reportToHtml } from "@muster/report/html";
import { reportToMarkdown } from "@muster/report/markdown";
import { reportOf } from "./examples.js";

const policy = (second: string) => `
version: 1
name: fraud-models
models: ["fraud-*"]
stages:
  - name: development
  - name: production
    gates:
      - approvals: 1
        from: [alice@example.com, bob@example.com]
      - approvals: 1
        from: [${second}]
`;

const approvedByAlice = JSON.stringify({
  model: "fraud-cards",
  request: { to: "production", requester: "ci@example.com", at: "2026-11-20T10:00:00Z" },
  candidate: { version: "7", author: "erin@example.com", createdAt: "2026-11-01T00:00:00Z" },
  approvals: [{ by: "alice@example.com", decision: "approve", at: "2026-11-19T10:00:00Z" }],
});

const frees = "others for another gate, which frees somebody for this one";

describe("who can still approve", () => {
  it("are others for another gate, where all who may approve for this one are needed there until then", () => {
    const report = reportOf(policy("alice@example.com"), approvedByAlice);
    assert.ok(reportToMarkdown(report).includes(`Can still approve: ${frees}`));
    assert.ok(reportToHtml(report).includes(`<li>${frees}</li>`));
  });

  it("are those who may and have not, named", () => {
    const report = reportOf(policy("carol@example.com"), approvedByAlice);
    assert.ok(reportToMarkdown(report).includes("Can still approve: `carol@example.com`"));
    assert.ok(!reportToHtml(report).includes(frees));
  });

  it("are nobody else, where no approval by anybody would do", () => {
    const report = reportOf(policy("erin@example.com"), approvedByAlice);
    assert.ok(reportToMarkdown(report).includes("Can still approve: nobody else"));
    assert.ok(reportToHtml(report).includes("<li>nobody else</li>"));
  });
});

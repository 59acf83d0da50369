import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeIrisRepository } from "../iris-repository.js";
import { openForSuite } from "./open.js";

const policyTest = `version: 1
policy: promotion.yaml
to: staging
at: 2026-11-20T10:00:00Z
evidence:
  model: iris
  candidate: { version: v1, metrics: { accuracy: 0.95 } }
cases:
  - name: good enough
    expect: allowed
  - name: expected otherwise
    evidence: { candidate: { metrics: { accuracy: 0.5 } } }
    expect: { verdict: allowed }
`;

describe("policy tests that a person runs in the workbench", () => {
  const opened = openForSuite({
    prepare: (folder) => {
      makeIrisRepository(folder);
      writeFileSync(join(folder, "promotion.test.yaml"), policyTest);
    },
  });
  const explorer = () => opened().workbench.page.locator(".test-explorer .monaco-list-row");

  it("stand in the Test Explorer, a case each", async () => {
    const { workbench } = opened();
    await workbench.statusItem("Muster").waitFor();
    await workbench.run("Testing: Focus on Test Explorer View");
    await explorer().filter({ hasText: "promotion.test.yaml" }).locator(".monaco-tl-twistie").click();
    await explorer().filter({ hasText: "good enough" }).waitFor();
    await workbench.run("Test: Run All Tests");
    await explorer().filter({ hasText: "good enough" }).locator(".codicon-testing-passed-icon").waitFor();
    await explorer().filter({ hasText: "expected otherwise" }).locator(".codicon-testing-failed-icon").waitFor();
  });

  it("show what was expected beside what was decided", async () => {
    const { page } = opened().workbench;
    const results = page.locator(".test-output-peek-tree .monaco-list-row");
    await results.filter({ hasText: "expected otherwise" }).locator(".monaco-tl-twistie").click();
    await results.filter({ hasText: "verdict:" }).last().click();
    await page.locator(".editor.original .view-line", { hasText: "allowed" }).waitFor();
    await page.locator(".editor.modified .view-line", { hasText: "denied" }).waitFor();
    await opened().workbench.picture("test-differs");
  });

  it("show beside the policy which outcomes and bounds no case has shown", async () => {
    const { workbench } = opened();
    await workbench.run("Test: Run All Tests with Coverage");
    const covered = workbench.page.locator(".test-coverage-list-item", { hasText: "promotion.yaml" });
    assert.match(await covered.innerText(), /\d%/);
    await covered.click();
    await workbench.page.locator(".tab.active", { hasText: "promotion.yaml" }).waitFor();
    await workbench.page.locator(".coverage-deco-gutter").first().waitFor();
    await workbench.picture("test-coverage");
  });
});

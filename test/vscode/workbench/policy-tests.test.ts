import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
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

const muster = fileURLToPath(new URL("../../../../packages/cli/bin/muster.js", import.meta.url));

/** Without the spaces: a narrow terminal breaks lines where it wants. */
const printedIn = (text: string): string => text.replaceAll(/\s/g, "");

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

  it("print what the command line prints", async () => {
    const { workbench, folder } = opened();
    const printed = spawnSync(process.execPath, [muster, "test"], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, FORCE_COLOR: "1", NO_COLOR: undefined },
    });
    assert.equal(printed.status, 1);
    const output = workbench.page.locator(".xterm-rows", { hasText: "2 cases: 1 failed, 1 passed" });
    await output.waitFor();
    await workbench.picture("test-output");
    assert.equal(printedIn(await output.innerText()), printedIn(stripVTControlCharacters(printed.stdout)));
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
    await workbench.page.locator(".test-coverage-list-item", { hasText: "promotion.yaml" }).filter({ hasText: /\d%/ }).click();
    await workbench.page.locator(".tab.active", { hasText: "promotion.yaml" }).waitFor();
    await workbench.page.locator(".coverage-deco-gutter").first().waitFor();
    await workbench.picture("test-coverage");
  });
});

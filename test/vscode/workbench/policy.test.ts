import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { makeIrisRepository } from "../iris-repository.js";
import { openForSuite } from "./open.js";

const broken = readFileSync(fileURLToPath(new URL("../../../vscode/fixtures/workspace/broken/promotion.yaml", import.meta.url)));

describe("a person who writes a policy in the workbench", () => {
  const opened = openForSuite({
    prepare: (folder) => {
      makeIrisRepository(folder);
      writeFileSync(join(folder, "broken.promotion.yaml"), broken);
    },
  });

  it("reads in the Problems panel what is wrong, with its code and its place", async () => {
    const { workbench } = opened();
    await workbench.statusItem("Muster").waitFor();
    await workbench.open("broken.promotion.yaml");
    await workbench.statusItem(/Muster: 1 error$/).click();
    const problem = workbench.problems().filter({ hasText: "mertic" });
    await problem.waitFor();
    assert.deepEqual((await problem.innerText()).split("\n"), [
      "`mertic` is not a kind of gate",
      "muster",
      "unknown-kind",
      "[Ln 8, Col 9]",
      "did you mean `metric`?",
    ]);
    await workbench.picture("problems");
  });

  it("takes the repair that is offered, and there is no problem then", async () => {
    const { workbench } = opened();
    await workbench.problems().filter({ hasText: "mertic" }).click();
    await workbench.page.keyboard.press("Control+1");
    await workbench.page.locator(".editor-instance .monaco-editor.focused").waitFor();
    await workbench.page.locator(".editor-instance .lightBulbWidget").waitFor();
    await workbench.page.keyboard.press("Control+.");
    const repair = workbench.page.locator(".action-widget .monaco-list-row", { hasText: "`metric`" }).first();
    await repair.waitFor();
    await workbench.picture("quick-fix");
    await repair.click();
    await workbench.page.locator(".markers-panel", { hasText: "No problems have been detected" }).waitFor();
    assert.match(await workbench.text(), /- metric: auc/);
  });

  it("completes the name of a metric that only the registry has", async () => {
    const { workbench } = opened();
    const { page } = workbench;
    await workbench.open("promotion.yaml");
    await page.locator(".editor-instance .view-line", { hasText: "▼" }).first().waitFor();
    await workbench.goToEndOf(11);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.type("- metric: f");
    const suggestion = page.locator(".suggest-widget .monaco-list-row", { hasText: "f1" });
    await suggestion.waitFor();
    await workbench.picture("completion");
    await page.keyboard.press("Enter");
    while (!/- metric: f1$/m.test(await workbench.text())) await wait(100);
  });

  it("starts the language server anew from what was compiled of it, of this version only", async () => {
    const { workbench, server } = opened();
    const compiled = join(server.folder, "user/User/globalStorage/muster.muster-vscode/compiled");
    const older = join(compiled, "0.0.1-node-20.0.0");
    mkdirSync(older);
    await workbench.run("Muster: Restart Language Server");
    await workbench.notification("The language server was restarted.");
    assert.ok(!existsSync(older));
    // Node writes it down as the process ends.
    while (!readdirSync(compiled, { recursive: true, withFileTypes: true }).some((entry) => entry.isFile())) await wait(100);
  });
});

import assert from "node:assert/strict";
import { ask, makeIrisRepository, promoteTheOldest } from "../iris-repository.js";
import { openForSuite } from "./open.js";
import { reportIn } from "./report.js";

const themes = [
  { name: "Light Modern", kind: "vscode-light", picture: "report" },
  { name: "Dark Modern", kind: "vscode-dark", picture: "report-dark" },
  { name: "Dark High Contrast", kind: "vscode-high-contrast", picture: "report-high-contrast" },
] as const;

describe("the promotion report in the workbench", () => {
  const opened = openForSuite({
    prepare: (folder) => {
      makeIrisRepository(folder);
      promoteTheOldest(folder);
      ask(folder, "promote", "iris@v1.1.0", "--to", "staging", "--yes");
    },
  });

  it("says what holds, what does not, and what it would take", async () => {
    const { workbench } = opened();
    await workbench.statusItem("Muster").waitFor();
    await workbench.run("Muster: Show Promotion Report");
    await workbench.choose("iris");
    await workbench.choose("v1.1.0");
    await workbench.choose("production", "waiting");
    const { frame } = await reportIn(workbench);
    assert.equal(await frame.locator("h1").innerText(), "iris@v1.1.0 → production");
    assert.match(await frame.locator(".verdict").innerText(), /waiting[\s\S]*bias-audit/);
    assert.match(await frame.locator(".remedies").innerText(), /approval by alice@example\.com or bob@example\.com/);
    await frame.locator("figure svg").first().scrollIntoViewIfNeeded();
    await workbench.picture("report-history");
    await frame.locator("h1").scrollIntoViewIfNeeded();
  });

  for (const { name, kind, picture } of themes) {
    it(`has nothing that axe finds wrong in the theme ${name}`, async () => {
      const { workbench } = opened();
      await workbench.theme(name);
      const report = await reportIn(workbench);
      await report.frame.locator(`body[data-vscode-theme-kind="${kind}"]`).waitFor();
      await workbench.picture(picture);
      await report.openAll();
      assert.deepEqual(await report.violations(), []);
    });
  }

  it("can be used by keyboard alone, in the order in which it is read", async () => {
    const { workbench } = opened();
    const { page } = workbench;
    const report = await reportIn(workbench);
    const controls = await report.controls();
    assert.ok(controls.includes("Check again") && controls.length > 8, controls.join("\n"));
    await report.frame.locator("h1").click();
    const reached: (string | undefined)[] = [];
    for (const _ of controls) {
      await page.keyboard.press("Tab");
      reached.push(await report.focused());
    }
    assert.deepEqual(reached, controls);
  });

  it("shows all of its text in a narrow window", async () => {
    const { workbench } = opened();
    await workbench.run("View: Toggle Primary Side Bar Visibility");
    await workbench.page.setViewportSize({ width: 400, height: 900 });
    const report = await reportIn(workbench);
    await report.frame.waitForFunction("document.documentElement.clientWidth < 400");
    assert.deepEqual(await report.cutOff(), []);
    assert.deepEqual(await report.violations(), []);
    await report.frame.locator("h1").scrollIntoViewIfNeeded();
    await workbench.picture("report-narrow");
  });
});

/** The exported report in a real browser, as somebody opens it who was sent the file. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { reportToHtml } from "@muster/report/html";
import axe, { type AxeResults } from "axe-core";
import { chromium, type Browser, type Page } from "playwright-core";
import { exampleReport, exampleWithHistory } from "./examples.js";

const look = 'for name in "${CHROME_PATH:-chromium}" chromium-browser google-chrome; do command -v "$name" && break; done';
const executablePath = execFileSync("sh", ["-c", look], { encoding: "utf8" }).trim();

/** Where pictures are put; undefined where none are wanted. */
const pictures = process.env["MUSTER_SCREENSHOTS"];

const themes = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  "high contrast": { colorScheme: "dark", forcedColors: "active" },
} as const;

const widths = { wide: 1000, narrow: 340 } as const;

const violationsIn = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>("axe.run()");
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary = "" }) => `${id}: ${help}: ${target.join(" ")}: ${failureSummary}`),
  );
};

/** Boxes that stick out of the page; one that scrolls shows all of its text to whoever scrolls it. */
const sticksOut = `[...document.querySelectorAll("body *")].filter((element) => {
  if (!element.checkVisibility() || element.closest("svg, .scroll") !== null) return false;
  const { right, left } = element.getBoundingClientRect();
  return right > document.documentElement.clientWidth + 0.5 || left < 0;
}).map((element) => element.localName + ": " + element.textContent.trim().slice(0, 60))`;

describe("an exported report in a browser", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "muster-report-"));
  let browser: Browser;

  before(async () => {
    browser = await chromium.launch({ executablePath, headless: true, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens a file without a network, and tells what it asked for and what its policy forbade. */
  const open = async (html: string, options: Parameters<Browser["newContext"]>[0]) => {
    const file = join(folder, "report.html");
    writeFileSync(file, html);
    const context = await browser.newContext({ ...options, offline: true });
    const page = await context.newPage();
    const asked: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    await page.goto(pathToFileURL(file).href);
    return { page, asked, complaints, file: pathToFileURL(file).href, close: () => context.close() };
  };

  const reports = {
    ...Object.fromEntries((["allowed", "denied", "waiting", "unknown"] as const).map((verdict) => [verdict, exampleReport(verdict)])),
    "with a history": exampleWithHistory(),
  };

  for (const [theme, media] of Object.entries(themes))
    for (const [size, width] of Object.entries(widths))
      it(`can be read by everybody in ${theme}, ${size}, and asks for nothing`, async () => {
        for (const [name, report] of Object.entries(reports)) {
          const { page, asked, complaints, file, close } = await open(reportToHtml(report), { ...media, viewport: { width, height: 900 } });
          await page.evaluate(`document.querySelectorAll("details").forEach((details) => { details.open = true; })`);
          if (pictures !== undefined) {
            mkdirSync(pictures, { recursive: true });
            await page.screenshot({ path: join(pictures, `export-${theme}-${size}-${name}.png`.replaceAll(" ", "-")), fullPage: true });
          }
          assert.deepEqual(await violationsIn(page), [], name);
          assert.deepEqual(await page.evaluate(sticksOut), [], name);
          assert.deepEqual([asked, complaints], [[file], []], name);
          await close();
        }
      });

  it("lets nothing run or be loaded that somebody wrote into it afterwards", async () => {
    const added = `<script>document.title = "run"</script><img src="https://example.com/pixel.png"><form action="https://example.com/"></form></main>`;
    const { page, complaints, close } = await open(reportToHtml(exampleReport("denied")).replace("</main>", added), { offline: true });
    assert.notEqual(await page.title(), "run");
    assert.match(complaints.join("\n"), /Executing inline script violates.*Content Security Policy/);
    assert.match(complaints.join("\n"), /Loading the image.*violates.*Content Security Policy/);
    await close();
  });

  it("is gone through by keyboard in the order in which it is read", async () => {
    const { page, close } = await open(reportToHtml(exampleWithHistory()), { viewport: { width: 1000, height: 900 } });
    const inOrder = await page.evaluate<readonly string[]>(
      `[...document.querySelectorAll("a[href], summary, [tabindex='0']")].filter((one) => one.checkVisibility()).map((one) => one.textContent.trim())`,
    );
    const reached: string[] = [];
    for (const _ of inOrder) {
      await page.keyboard.press("Tab");
      reached.push(await page.evaluate<string>("document.activeElement.textContent.trim()"));
    }
    assert.deepEqual(reached, inOrder);
    assert.ok(inOrder.length > 3);
    const isOpen = () => page.evaluate<boolean>(`document.querySelector("summary").parentElement.open`);
    const before = await isOpen();
    await page.locator("summary").first().press("Enter");
    assert.equal(await isOpen(), !before);
    await close();
  });
});

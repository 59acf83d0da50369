/** The promotion report as it is shown in the workbench: a page of its own inside two frames. */
import axe, { type AxeResults } from "axe-core";
import type { Frame } from "playwright-core";
import type { Workbench } from "./workbench.js";

export interface ReportPage {
  readonly frame: Frame;
  /** What axe finds wrong, a line each. */
  violations(): Promise<readonly string[]>;
  /** Opens whatever can be opened. */
  openAll(): Promise<void>;
  /** The texts that do not fit into what is seen of them. */
  cutOff(): Promise<readonly string[]>;
  /** What can be used in it, in the order in which it is read. */
  controls(): Promise<readonly string[]>;
  /** What has the focus. */
  focused(): Promise<string | undefined>;
}

const controls = "a[href], button, summary, [tabindex='0'], vscode-button, vscode-checkbox, vscode-single-select";
/** How a person would call a control. */
const named = `(control) => (control.getAttribute("aria-label") ?? control.getAttribute("label") ?? control.innerText).replace(/\\s+/g, " ").trim()`;
const seen = `[...document.querySelector("muster-report").shadowRoot.querySelectorAll("*")].filter((element) => element.checkVisibility())`;

/** A box that scrolls shows all of its text to whoever scrolls it. */
const cutOff = `${seen}.filter((element) => {
  if (element.closest("svg, .scroll") !== null) return false;
  const { right, left } = element.getBoundingClientRect();
  const isClipped = getComputedStyle(element).overflowX === "hidden" && element.scrollWidth > element.clientWidth;
  return isClipped || right > document.documentElement.clientWidth || left < 0;
}).map((element) => element.localName + ": " + element.textContent.replace(/\\s+/g, " ").trim().slice(0, 80))`;

/** The report that is open. */
export const reportIn = async ({ page }: Workbench): Promise<ReportPage> => {
  const outer = await (await page.locator("iframe.webview.ready").first().elementHandle()).contentFrame();
  const frame = await (await outer?.locator("#active-frame").elementHandle())?.contentFrame();
  if (!frame) throw new Error("the report has no page");
  await frame.locator("h1").waitFor();
  return {
    frame,
    violations: async () => {
      await frame.evaluate(axe.source);
      const { violations } = await frame.evaluate<AxeResults>("axe.run()");
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, failureSummary = "" }) => `${id}: ${help}: ${target.join(" ")}: ${failureSummary}`),
      );
    },
    openAll: () =>
      frame.evaluate(`${seen}.filter(({ localName }) => localName === "details").forEach((details) => { details.open = true; })`),
    cutOff: () => frame.evaluate(cutOff),
    controls: () => frame.evaluate(`${seen}.filter((element) => element.matches("${controls}")).map(${named})`),
    focused: () =>
      frame.evaluate(`(() => {
        const focused = document.querySelector("muster-report").shadowRoot.activeElement;
        return focused === null ? undefined : (${named})(focused);
      })()`),
  };
};

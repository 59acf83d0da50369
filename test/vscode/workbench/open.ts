/** A workbench with the packaged extension installed, for the tests of one `describe`. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addressOf, openBrowser, type Browser } from "../host/browser.js";
import { startServer, type Server, type ServerOptions } from "../host/server.js";
import { workbenchIn, type Workbench } from "./workbench.js";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const vsix = join(root, "packages/vscode-extension/build/muster.vsix");

export interface Opening extends Pick<ServerOptions, "keybindings" | "workspaceTrust"> {
  /** Fills the folder before it is opened. */
  prepare(folder: string): void;
  env?(folder: string): Readonly<Record<string, string>>;
}

export interface Opened {
  readonly folder: string;
  readonly workbench: Workbench;
  readonly server: Server;
}

/** Opens it before the tests and closes it after them; of a test that failed a picture stays in `reports/workbench`. */
export const openForSuite = ({ prepare, env, ...options }: Opening): (() => Opened) => {
  const place = mkdtempSync("/tmp/vsct-");
  const folder = join(place, "iris");
  let server: Server | undefined;
  let browser: Browser | undefined;
  let workbench: Workbench | undefined;

  before(async () => {
    prepare(folder);
    server = await startServer({ vsix: [vsix], ...(env && { env: env(folder) }), ...options });
    browser = await openBrowser(server);
    workbench = workbenchIn(browser.page);
    await browser.page.goto(addressOf(server, folder));
  });
  afterEach(async function () {
    if (this.currentTest?.state !== "failed" || browser === undefined) return;
    const failures = join(root, "reports/workbench");
    mkdirSync(failures, { recursive: true });
    const name = this.currentTest.fullTitle().replace(/[^\p{L}\p{N}]+/gu, "-");
    await browser.page.screenshot({ path: join(failures, `${name}.png`) });
  });
  after(async () => {
    await browser?.context.close();
    await server?.stop();
    rmSync(place, { recursive: true, force: true });
  });

  return () => {
    if (workbench === undefined || server === undefined) throw new Error("the workbench is open only while a test runs");
    return { folder, workbench, server };
  };
};

/**
 * Stands in for the `code` executable: takes the arguments that `@vscode/test-electron` passes, opens the workbench, runs the tests inside
 * the extension host and ends with their verdict. A run that leaves no verdict has failed.
 */
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addressOf, asDevelopmentHost, openBrowser } from "./browser.js";
import { startServer } from "./server.js";

const option = (name: string): readonly string[] =>
  process.argv.filter((argument) => argument.startsWith(`--${name}=`)).map((argument) => argument.slice(name.length + 3));

const [tests] = option("extensionTestsPath");
const extensions = option("extensionDevelopmentPath");
const folder = process.argv.slice(2).find((argument) => !argument.startsWith("-")) ?? mkdtempSync("/tmp/vsch-folder-");
if (tests === undefined || extensions.length === 0) throw new Error("needs --extensionDevelopmentPath= and --extensionTestsPath=");
const verdictFile = process.env["VSCODE_TEST_VERDICT"] ?? join(mkdtempSync("/tmp/vsch-verdict-"), "verdict.json");

const server = await startServer({
  env: { VSCODE_TEST_SUITE: tests, VSCODE_TEST_VERDICT: verdictFile },
  // Nobody is there to answer: a folder that nobody has trusted is not trusted.
  ...(process.env["VSCODE_TEST_TRUST"] === "ask" && {
    workspaceTrust: true,
    settings: { "security.workspace.trust.startupPrompt": "never" },
  }),
});
const { context, page } = await openBrowser(server);
const said: string[] = [];
try {
  const ended = new Promise<string | undefined>((resolve) => {
    void page.exposeFunction("codeAutomationExit", () => resolve(undefined));
    page.on("crash", () => resolve("the page crashed"));
    setTimeout(() => resolve("no verdict after 180 s"), 180_000).unref();
  });
  await page.exposeFunction("codeAutomationLog", (type: string, args: readonly unknown[]) => said.push(`${type} ${args.join(" ")}`));
  const suite = fileURLToPath(new URL("../../../vscode/host/in-host.cjs", import.meta.url));
  await asDevelopmentHost(page, server, { extensions, tests: suite });
  await page.goto(addressOf(server, folder));
  const trouble = await ended;
  const verdict = existsSync(verdictFile) ? (JSON.parse(readFileSync(verdictFile, "utf8")) as { readonly ok: boolean }) : undefined;
  if (verdict === undefined) console.error([trouble ?? "the tests gave no verdict", ...said.slice(-20), server.log()].join("\n"));
  process.exitCode = verdict?.ok === true && trouble === undefined ? 0 : 1;
} finally {
  await context.close();
  await server.stop();
}

/** The browser in which the workbench is shown. */
import { join, resolve } from "node:path";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { chromiumFlags, chromiumPath } from "../../chromium.js";
import type { Server } from "./server.js";

export interface Browser {
  readonly context: BrowserContext;
  readonly page: Page;
}

export const openBrowser = async (server: Server, viewport = { width: 1280, height: 800 }): Promise<Browser> => {
  const options = { executablePath: chromiumPath(), headless: true, viewport, args: [...chromiumFlags] };
  const context = await chromium.launchPersistentContext(join(server.folder, "browser"), options);
  return { context, page: context.pages()[0] ?? (await context.newPage()) };
};

/** The address of a folder or a workspace file in the workbench. */
export const addressOf = (server: Server, opened: string): string =>
  `http://${server.host}/?${opened.endsWith(".code-workspace") ? "workspace" : "folder"}=${encodeURIComponent(resolve(opened))}`;

/**
 * Makes the window one in which extensions are developed and tested, from folders or from addresses, by adding to the page's settings before VS Code reads them. VS Code
 * takes them from the address only under a flag that also suppresses notifications, and a page rewritten on the way loses its sockets.
 */
export const asDevelopmentHost = async (
  page: Page,
  server: Server,
  { extensions, tests }: { readonly extensions: readonly string[]; readonly tests: string },
): Promise<void> => {
  const remote = (path: string) => ({ scheme: "vscode-remote", authority: server.host, path: resolve(path) });
  const placed = (at: string) => {
    if (!URL.canParse(at)) return remote(at);
    const { protocol, host, pathname } = new URL(at);
    return { scheme: protocol.slice(0, -1), authority: host, path: pathname };
  };
  const development = { extensions: extensions.map(placed), extensionTestsPath: placed(tests) };
  await page.addInitScript(`
    if (window === top) new MutationObserver((_, observer) => {
      const meta = document.getElementById("vscode-workbench-web-configuration");
      if (meta === null) return;
      observer.disconnect();
      const settings = JSON.parse(meta.getAttribute("data-settings"));
      settings.developmentOptions = { ...settings.developmentOptions, ...${JSON.stringify(development)} };
      meta.setAttribute("data-settings", JSON.stringify(settings));
    }).observe(document, { childList: true, subtree: true });`);
};

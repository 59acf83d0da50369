/**
 * The one file for desktops and servers. In the extension host it is the extension, in a process of its own the language server, and
 * in the thread of Node's module loader the hooks for modules of a commit. Each loads its own part, and that only when it is needed.
 */
import type { LoadHook, ResolveHook } from "node:module";
import type { ExtensionContext } from "vscode";
import type { Api } from "../extension.js";

export const activate = async (context: ExtensionContext): Promise<Api> => (await import("../extension.js")).activate(context);

const hooks = () => import("@muster/workspace/committed-modules");
export const resolve: ResolveHook = async (...request) => (await hooks()).resolve(...request);
export const load: LoadHook = async (...request) => (await hooks()).load(...request);

if (process.argv.includes("--language-server")) void import("../language/server.js").then(({ serveEditor }) => serveEditor());

/** The one file for browsers: the extension in its host, and the language server in a worker. Each loads its own part. */
import type { ExtensionContext } from "vscode";

export const activate = async (context: ExtensionContext): Promise<void> => (await import("../web-extension.js")).activate(context);
export const serve = (): Promise<unknown> => import("@muster/language-server/worker");

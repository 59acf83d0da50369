import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { l10n, Uri, workspace, type ExtensionContext } from "vscode";
import { findRoots } from "../workspaces/roots.js";
import { isOnDisk, type LanguageHost } from "./client.js";

/** A client of a server in a process of its own, which loads the plugins of the workspace where that is trusted. */
export const nodeClient =
  (context: ExtensionContext): LanguageHost["clientOf"] =>
  async (options) => {
    const [trusted, compiled] = await Promise.all([workspace.isTrusted ? findRoots() : [], compiledCode(context)]);
    // Not before what is above was read: until then the extension is activated.
    const { LanguageClient, TransportKind } = await import("vscode-languageclient/node");
    const server = {
      module: Uri.joinPath(context.extensionUri, "dist/node/main.cjs").fsPath,
      args: ["--language-server", ...(isOnDisk() ? ["--on-disk"] : []), ...trusted],
      options: { env: { NODE_COMPILE_CACHE: compiled } },
      transport: TransportKind.ipc,
    };
    return new LanguageClient("muster", l10n.t("Muster Language Server"), server, options);
  };

/** Where Node keeps what it compiled, so that only the first start compiles it all. What other versions left there goes. */
const compiledCode = async ({ extension, globalStorageUri }: ExtensionContext): Promise<string> => {
  const { version } = extension.packageJSON as { readonly version: string };
  const folder = join(globalStorageUri.fsPath, "compiled");
  const current = `${version}-node-${process.versions.node}`;
  const kept = await readdir(folder).catch(() => []);
  await Promise.all(kept.filter((name) => name !== current).map((name) => rm(join(folder, name), { recursive: true, force: true })));
  return join(folder, current);
};

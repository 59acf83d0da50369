import { factsThrough } from "@muster/language-server";
import { serveOnStdio } from "@muster/language-server/stdio";
import { openWorkspace, openPorts } from "@muster/workspace";
import type { Session } from "../session.js";

/**
 * Serves an editor on stdin and stdout, until it ends the process. Only where the workspace is trusted its plugins are run, and
 * its registry is read.
 */
export const lsp = async ({ cwd, clock }: Session, { trust = false }: { readonly trust?: boolean }): Promise<never> => {
  if (trust) {
    const { config, gates, root } = await openWorkspace(cwd);
    const live = config?.registry && config.ledger ? factsThrough(await openPorts(config, root, clock), { now: Date.now }) : {};
    serveOnStdio({ gatesFor: () => gates, ...live });
  } else serveOnStdio();
  return new Promise(() => undefined);
};

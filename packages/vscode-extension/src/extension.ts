import { commands, ExtensionMode, l10n, window, workspace, type ExtensionContext } from "vscode";
import { registerCommands } from "./commands/register.js";
import { languageClient } from "./language/client.js";
import type { Muster } from "./muster.js";
import { overviewsOf } from "./workspaces/overviews.js";

/** Starts what the extension does; what needs trust begins when it is granted. */
export const activate = async (context: ExtensionContext): Promise<void> => {
  const { version } = context.extension.packageJSON as { readonly version: string };
  const tool = `muster-vscode/${version}`;
  const output = window.createOutputChannel("Muster", { log: true });
  const overviews = overviewsOf(output, tool);
  const muster: Muster = { output, overviews, tool, isTest: context.extensionMode === ExtensionMode.Test };
  const client = languageClient(context, output);
  context.subscriptions.push(
    output,
    overviews,
    ...registerCommands(muster),
    workspace.onDidGrantWorkspaceTrust(() => void overviews.refresh()),
    { dispose: () => void client.dispose() },
    commands.registerCommand("muster.showOutput", () => output.show()),
    commands.registerCommand("muster.restartLanguageServer", async () => {
      await client.restart();
      void window.showInformationMessage(l10n.t("The language server was restarted."));
    }),
  );
  await client.start();
};

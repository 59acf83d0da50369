import { commands, l10n, window, type ExtensionContext } from "vscode";
import { languageClient } from "./language/client.js";

/** Starts what the extension does; what needs trust begins when it is granted. */
export const activate = async (context: ExtensionContext): Promise<void> => {
  const output = window.createOutputChannel("Muster", { log: true });
  const client = languageClient(context, output);
  context.subscriptions.push(
    output,
    { dispose: () => void client.dispose() },
    commands.registerCommand("muster.showOutput", () => output.show()),
    commands.registerCommand("muster.restartLanguageServer", async () => {
      await client.restart();
      void window.showInformationMessage(l10n.t("The language server was restarted."));
    }),
  );
  await client.start();
};

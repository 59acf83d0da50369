/**
 * The extension where no process can be started, as on vscode.dev: policies are checked as one types, by a server in a web worker. What
 * needs git, a registry or plugins is hidden, and says so where it is called all the same.
 */
import { commands, l10n, Uri, window, workspace, type ExtensionContext } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { languageOf } from "./language/client.js";

/** Node's types do not have it, and the DOM's would offer what no extension host has. */
declare const Worker: new (address: string) => object;

/** What a worker loads: the file that this is in. That is a CommonJS module, so it is read and given what it wants. */
const serverScript = async (extensionUri: Uri): Promise<string> => {
  const file = await workspace.fs.readFile(Uri.joinPath(extensionUri, "dist/web/main.cjs"));
  return URL.createObjectURL(new Blob(["var module = {};", file, "module.exports.serve();"], { type: "text/javascript" }));
};

export const activate = async ({ extension, extensionUri, subscriptions }: ExtensionContext): Promise<void> => {
  void commands.executeCommand("setContext", "muster.web", true);
  const output = window.createOutputChannel("Muster", { log: true });
  const script = serverScript(extensionUri);
  const language = languageOf({
    output,
    clientOf: async (options) => new LanguageClient("muster", l10n.t("Muster Language Server"), new Worker(await script), options),
    lenses: () => [],
    onBanner: () => undefined,
  });
  const here: Readonly<Record<string, () => unknown>> = {
    "muster.showOutput": () => output.show(),
    "muster.restartLanguageServer": () => language.restart(),
  };
  const elsewhere = (): void =>
    void window.showWarningMessage(l10n.t("This needs git and a folder on disk: open it in VS Code on a desktop or in a codespace."));
  const { contributes } = extension.packageJSON as { readonly contributes: { readonly commands: readonly { readonly command: string }[] } };
  subscriptions.push(
    output,
    language,
    ...contributes.commands.map(({ command }) => commands.registerCommand(command, here[command] ?? elsewhere)),
  );
  await language.restart();
};

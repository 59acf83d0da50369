/**
 * The extension where no process can be started, as on vscode.dev: policies are checked as one types, by a server in a web worker. What
 * needs git, a registry or plugins is hidden, and says so where it is called all the same.
 */
import { commands, l10n, Uri, window, workspace, type ExtensionContext } from "vscode";
import { languageOf } from "./language/client.js";

/** Node's types do not have it, and the DOM's would offer what no extension host has. */
declare const Worker: new (address: string) => object;

/** What a worker loads: the file that this is in. That is a CommonJS module, so it is read and given what it wants. */
const serverScript = async (extensionUri: Uri): Promise<string> => {
  const file = await workspace.fs.readFile(Uri.joinPath(extensionUri, "dist/web/main.cjs"));
  return URL.createObjectURL(new Blob(["var module = {};", file, "module.exports.serve();"], { type: "text/javascript" }));
};

export const activate = ({ extension, extensionUri, subscriptions }: ExtensionContext): void => {
  void commands.executeCommand("setContext", "muster.web", true);
  const output = window.createOutputChannel("Muster", { log: true });
  const script = serverScript(extensionUri);
  const language = languageOf({
    output,
    clientOf: async (options) => {
      const worker = new Worker(await script);
      const { LanguageClient } = await import("vscode-languageclient/browser");
      return new LanguageClient("muster", l10n.t("Muster Language Server"), worker, options);
    },
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
  language.start();
};

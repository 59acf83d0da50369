import { commands, Disposable, ExtensionMode, l10n, window, workspace, type ExtensionContext } from "vscode";
import { commands as lenses } from "@muster/language-server";
import { registerTools } from "./agents/tools.js";
import { provideFacts } from "./commands/compare-versions.js";
import { registerCommands } from "./commands/register.js";
import { languageOf } from "./language/client.js";
import { followFacts } from "./language/facts.js";
import { nodeClient } from "./language/node-client.js";
import { loginCommand, loginsIn } from "./secrets/logins.js";
import { showPolicyTests, type PolicyTests } from "./policy-tests/explorer.js";
import { openReports } from "./report/open-reports.js";
import { showStatus } from "./status/status-item.js";
import { showViews, type Views } from "./views/views.js";
import { followContext } from "./workspaces/context-keys.js";
import { followChanges } from "./workspaces/follow.js";
import { knownRoots } from "./workspaces/known-roots.js";
import { overviewsOf } from "./workspaces/overviews.js";

/** What the views show, for whoever wants to know it without looking. */
export type Api = Pick<Views, "models" | "waiting" | "history"> & { readonly policyTests: PolicyTests };

/** Starts what the extension does; what needs trust begins when it is granted. */
export const activate = (context: ExtensionContext): Api => {
  const { version } = context.extension.packageJSON as { readonly version: string };
  const output = window.createOutputChannel("Muster", { log: true });
  const logins = loginsIn(context.secrets, context.globalState);
  const access = { tool: `muster-vscode/${version}`, credentialFor: logins.credentialFor, loginCommand };
  const overviews = overviewsOf(output, access);
  const views = showViews(overviews);
  const policyTests = showPolicyTests();
  const roots = knownRoots();
  const status = showStatus(roots, overviews);
  const reports = openReports(context, output, access, overviews);
  const language = languageOf({
    output,
    clientOf: nodeClient(context),
    // A lens of the registry is offered only where it can do what it says.
    lenses: () => (workspace.isTrusted ? Object.values(lenses) : []),
    onBanner: status.setBanner,
  });
  context.subscriptions.push(
    output,
    overviews,
    views,
    status,
    policyTests,
    language,
    followChanges(overviews),
    roots,
    followContext(roots, logins, overviews),
    followFacts({ access, overviews, output, push: language.tell }),
    provideFacts(access),
    ...registerCommands({ output, access, logins, overviews, views, reports, isTest: context.extensionMode === ExtensionMode.Test }),
    ...registerTools(access, overviews),
    Disposable.from(
      commands.registerCommand("muster.showOutput", () => output.show()),
      commands.registerCommand("muster.restartLanguageServer", async () => {
        await language.restart();
        void window.showInformationMessage(l10n.t("The language server was restarted."));
      }),
      workspace.onDidGrantWorkspaceTrust(() => language.start()),
      roots.onDidChangePlugins(() => {
        if (workspace.isTrusted) language.start();
      }),
    ),
  );
  language.start();
  return { models: views.models, waiting: views.waiting, history: views.history, policyTests };
};

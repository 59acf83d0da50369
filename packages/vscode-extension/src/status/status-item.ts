import { l10n, languages, StatusBarAlignment, DiagnosticSeverity, ThemeColor, window, workspace, Disposable } from "vscode";
import type { Unseen } from "@muster/language-server";
import { sentences } from "../wording/plain.js";
import type { Overview, Unread } from "../workspaces/overview.js";
import type { KnownRoots } from "../workspaces/known-roots.js";
import type { Overviews } from "../workspaces/overviews.js";

export interface StatusItem {
  /** What to say about facts that cannot be seen; null where there is nothing to say any more. */
  setBanner(banner: Unseen | null): void;
  dispose(): void;
}

/** The policy state of the workspace, in one item of the status bar; shown while there is something of ours in the workspace. */
export const showStatus = (roots: KnownRoots, overviews: Overviews): StatusItem => {
  const item = window.createStatusBarItem("muster.status", StatusBarAlignment.Left, 10);
  item.name = l10n.t("Muster: policies");
  let banner: Unseen | null = null;
  const show = (): void => {
    if (roots.known().length === 0 && !workspace.textDocuments.some(({ languageId }) => languageId === "promotion")) {
      item.hide();
      return;
    }
    const { text, tooltip, spoken, isWarning, command } = statusOf({
      errors: policyErrors(),
      seen: overviews.seen(),
      banner,
      isTrusted: workspace.isTrusted,
    });
    Object.assign(item, { text, tooltip, command, accessibilityInformation: { label: spoken } });
    item.backgroundColor = isWarning ? new ThemeColor("statusBarItem.warningBackground") : undefined;
    item.show();
  };
  show();
  const followed = Disposable.from(
    languages.onDidChangeDiagnostics(show),
    overviews.onDidChange(show),
    roots.onDidChange(show),
    workspace.onDidOpenTextDocument(show),
    workspace.onDidCloseTextDocument(show),
    workspace.onDidGrantWorkspaceTrust(show),
  );
  return {
    setBanner: (said) => {
      banner = said;
      show();
    },
    dispose: () => {
      followed.dispose();
      item.dispose();
    },
  };
};

/** How many errors the language server found in policies. */
const policyErrors = (): number =>
  languages
    .getDiagnostics()
    .flatMap(([, found]) => found)
    .filter(({ source, severity }) => source === "muster" && severity === DiagnosticSeverity.Error).length;

interface State {
  readonly errors: number;
  readonly seen: readonly (Overview | Unread)[] | undefined;
  readonly banner: Unseen | null;
  readonly isTrusted: boolean;
}

interface Said {
  readonly text: string;
  readonly tooltip: string;
  readonly spoken: string;
  readonly isWarning: boolean;
  readonly command: string;
}

/** What the item says: what is worst first. */
const statusOf = ({ errors, seen, banner, isTrusted }: State): Said => {
  const say = (icon: string, text: string, tooltip: string, isWarning: boolean, command: string): Said => ({
    text: text === "" ? `$(${icon}) Muster` : `$(${icon}) Muster: ${text}`,
    tooltip,
    spoken: `Muster: ${tooltip}`,
    isWarning,
    command,
  });
  if (errors > 0)
    return say(
      "error",
      errors === 1 ? l10n.t("1 error") : l10n.t("{0} errors", errors),
      errors === 1
        ? l10n.t("1 error in a policy: nothing is decided by a policy with errors.")
        : l10n.t("{0} errors in policies: nothing is decided by a policy with errors.", errors),
      true,
      "workbench.actions.view.problems",
    );
  if (!isTrusted)
    return say(
      "shield",
      l10n.t("restricted"),
      l10n.t("Policies are checked. Registry, ledger and plugins wait until the workspace is trusted."),
      false,
      "workbench.trust.manage",
    );
  const unread = seen?.find((one) => "problem" in one);
  if (unread !== undefined) return say("warning", "", sentences(unread.problem), true, "muster.models.focus");
  if (banner !== null)
    return say("cloud", l10n.t("no live values"), sentences({ message: banner.unseen, help: banner.help }), false, "muster.refresh");
  const mine = (seen ?? [])
    .flatMap((one) => ("problem" in one ? [] : one.models))
    .flatMap(({ openMoves }) => openMoves.filter(({ asksMe }) => asksMe !== undefined));
  if (mine.length > 0)
    return say(
      "bell-dot",
      l10n.t("{0} waiting for you", mine.length),
      mine.length === 1 ? l10n.t("1 promotion waits for your approval.") : l10n.t("{0} promotions wait for your approval.", mine.length),
      false,
      "muster.waiting.focus",
    );
  const calm = seen === undefined ? l10n.t("No policy has an error.") : l10n.t("No policy has an error, and nothing waits for you.");
  return say("pass", "", calm, false, "muster.models.focus");
};

import { l10n, workspace } from "vscode";
import { problem } from "@muster/workspace/problem";

/** Refuses what would run code, git or a request that a workspace names, unless a person trusts the workspace. */
export const requireTrust = (): void => {
  if (workspace.isTrusted) return;
  throw problem(
    "refused",
    l10n.t("this workspace is not trusted: none of its plugins is run, and no registry that it names is asked"),
    l10n.t("trust it with `Workspaces: Manage Workspace Trust`"),
  );
};

import { l10n, window } from "vscode";

/** Asks why; undefined where the person leaves, empty where they have nothing to say and need not. */
export const askReason = (title: string, { needed }: { readonly needed: boolean }): Thenable<string | undefined> =>
  window.showInputBox({
    title,
    prompt: needed ? l10n.t("Why? It stands in the ledger") : l10n.t("Why? It stands in the ledger; may be left empty"),
    ignoreFocusOut: true,
    validateInput: (text) => (needed && text.trim() === "" ? l10n.t("A reason is needed") : undefined),
  });

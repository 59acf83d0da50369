import { english, type Texts } from "@muster/report";
import { l10n } from "vscode";

/** The labels of a report in the language of VS Code. */
export const texts = (): Texts =>
  Object.fromEntries(Object.entries(english).map(([key, text]) => [key, l10n.t(text)])) as Record<keyof typeof english, string>;

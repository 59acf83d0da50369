import { l10n, window } from "vscode";
import { chooseOne } from "../promote/ask.js";
import type { Login } from "./logins.js";

/** Asks where the MLflow server is; undefined where the person leaves. */
export const askAddress = async (): Promise<string | undefined> => {
  const address = await window.showInputBox({
    title: l10n.t("Connect Registry"),
    prompt: l10n.t("The address of the MLflow server"),
    placeHolder: "https://mlflow.example.com",
    ignoreFocusOut: true,
    validateInput: addressProblem,
  });
  return address?.trim();
};

/** What is wrong with an address; undefined where nothing is. */
export const addressProblem = (text: string): string | undefined => {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:") || url.hostname === "")
    return l10n.t("Write it as https://mlflow.example.com");
  if (url.username !== "" || url.password !== "") return l10n.t("Leave the login out: it is asked for next and kept as a secret");
  return undefined;
};

/** Asks as whom; `none` where the server wants no login, undefined where the person leaves. */
export const askLogin = async (origin: string): Promise<Login | "none" | undefined> => {
  const title = l10n.t("Connect to {0}", origin);
  const kind = await chooseOne(title, l10n.t("How does one log in there?"), [
    { value: "token", label: l10n.t("Token"), description: l10n.t("sent as a bearer token") },
    { value: "password", label: l10n.t("User name and password") },
    { value: "none", label: l10n.t("No login"), description: l10n.t("or what the environment has for this address") },
  ]);
  const ask = (prompt: string, password: boolean) => window.showInputBox({ title, prompt, password, ignoreFocusOut: true });
  switch (kind) {
    case "token": {
      const token = await ask(l10n.t("Token. It is kept in the secret storage, for {0} only", origin), true);
      return token === undefined || token.trim() === "" ? undefined : { token: token.trim() };
    }
    case "password": {
      const username = await ask(l10n.t("User name"), false);
      if (username === undefined || username === "") return undefined;
      const password = await ask(l10n.t("Password. It is kept in the secret storage, for {0} only", origin), true);
      return password === undefined ? undefined : { username, password };
    }
    case "none":
      return "none";
    case undefined:
    default:
      return undefined;
  }
};

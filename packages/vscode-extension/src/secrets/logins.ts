import type { Event, Memento, SecretStorage } from "vscode";
import type { CredentialFor } from "@muster/mlflow";

export type Login = NonNullable<Awaited<ReturnType<CredentialFor>>>;

/** What people log in with, each bound to the origin that it was entered for and given to no other. */
export interface Logins {
  readonly credentialFor: CredentialFor;
  /** Origins with a login; no secret. */
  origins(): readonly string[];
  keep(origin: string, login: Login): Promise<void>;
  forget(origin: string): Promise<void>;
  /** A login was kept or forgotten, here or in another window. */
  readonly onDidChange: Event<unknown>;
}

/** Where one logs in. */
export const loginCommand = "`Muster: Connect Registry…`";

const known = "muster.origins";
const keyOf = (origin: string): string => `muster.login:${origin}`;

export const loginsIn = (secrets: SecretStorage, state: Memento): Logins => {
  const origins = () => state.get<readonly string[]>(known, []);
  return {
    origins,
    onDidChange: secrets.onDidChange,
    credentialFor: async (origin) => readLogin(await secrets.get(keyOf(origin))),
    keep: async (origin, login) => {
      await state.update(known, [...new Set([...origins(), origin])].sort());
      await secrets.store(keyOf(origin), JSON.stringify(login));
    },
    forget: async (origin) => {
      await state.update(
        known,
        origins().filter((one) => one !== origin),
      );
      await secrets.delete(keyOf(origin));
    },
  };
};

/** What was kept, where it has the form of a login; anything else is none. */
const readLogin = (text: string | undefined): Login | undefined => {
  if (text === undefined) return undefined;
  const { token, username, password } = JSON.parse(text) as Readonly<Record<string, unknown>>;
  if (typeof token === "string") return { token };
  return typeof username === "string" && typeof password === "string" ? { username, password } : undefined;
};

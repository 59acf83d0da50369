import type { Login, MlflowConnection } from "./connection.js";

/** What is kept for an origin, as `new URL(address).origin` writes it; undefined: nothing. */
export type CredentialFor = (origin: string) => Promise<Login | undefined>;

/** Logins that somebody keeps outside the environment. */
export interface KeptLogins {
  /** Asked before every request, so that what is forgotten is sent no more. It goes before what the environment has for the origin. */
  readonly credentialFor?: CredentialFor;
  /** Where one logs in, `` `Muster: Connect Registry…` ``; default: the environment's variables. */
  readonly loginCommand?: string;
}

/** The connection with the credentials that are kept for its own addresses; each goes before what the connection has for that origin. */
export const withKeptCredentials = async (
  { credentials = [], withheld = false, ...connection }: MlflowConnection,
  credentialFor: CredentialFor,
): Promise<MlflowConnection> => {
  const origins = [...new Set([connection.trackingUri, connection.registryUri].map((uri) => new URL(uri).origin))];
  const kept = await Promise.all(
    origins.map(async (origin) => {
      const login = await credentialFor(origin);
      return login === undefined ? [] : [{ ...login, origin }];
    }),
  );
  const all = [...kept.flat(), ...credentials.filter(({ origin }) => !kept.flat().some((one) => one.origin === origin))];
  const missing = withheld && origins.some((origin) => !all.some((one) => one.origin === origin));
  return { ...connection, ...(all.length > 0 && { credentials: all }), ...(missing && { withheld: true }) };
};

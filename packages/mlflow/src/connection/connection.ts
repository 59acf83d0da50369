/** How a server is reached, and as whom. Plain data: nothing is read or sent until it is used. */
export interface MlflowConnection {
  /** Where runs and logged models are, without credentials and without a `/` at the end. A path prefix is kept. */
  readonly trackingUri: string;
  /** Where models are registered; mostly the same. */
  readonly registryUri: string;
  /** Each goes to its own origin and nowhere else. */
  readonly credentials?: readonly Credential[];
  /** Credentials are there, but for another address than these. */
  readonly withheld?: boolean;
  /** A workspace of an MLflow server that has several. */
  readonly workspace?: string;
  readonly tls?: TlsOptions;
  readonly proxies?: Proxies;
  readonly patience?: Partial<Patience>;
}

/** What somebody logs in with. */
export type Login = { readonly username: string; readonly password: string } | { readonly token: string };

/** `origin`: scheme, host and port, as `new URL(address).origin` writes them. */
export type Credential = Login & { readonly origin: string };

export interface TlsOptions {
  /** Takes any certificate. For trials only. */
  readonly insecure?: boolean;
  /** A file with the certificates of the authorities that the server's is checked against. */
  readonly serverCertPath?: string;
  /** A file with our own certificate and its key. */
  readonly clientCertPath?: string;
}

export interface Proxies {
  readonly http?: string;
  readonly https?: string;
  /** Hosts that are reached without a proxy, as `NO_PROXY` writes them. */
  readonly except?: string;
}

export interface Patience {
  /** How often a request is tried again where that is safe. */
  readonly retries: number;
  /** The first wait, in seconds; each further one is twice as long. */
  readonly backoffSeconds: number;
  /** How long one answer may take, in seconds. */
  readonly timeoutSeconds: number;
}

/** Less patient than MLflow's own client, so that a move ends well before the deadline of its intent. */
export const defaultPatience: Patience = { retries: 4, backoffSeconds: 1, timeoutSeconds: 30 };

/** A call of MLflow's REST API. */
export interface Call {
  /** Runs and logged models are at the tracking server, everything else at the registry. */
  readonly at: "registry" | "tracking";
  readonly method: "GET" | "POST" | "DELETE";
  /** After `/api/2.0/mlflow/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** A JSON object that a server sent. */
export type Json = Readonly<Record<string, unknown>>;

import type { Candidate } from "../generated/evidence.js";
import type { Result } from "./result.js";

export interface VersionSummary {
  readonly version: string;
  /** RFC 3339. */
  readonly createdAt?: string;
}

export interface Move {
  readonly model: string;
  readonly stage: string;
  /** The version that is to hold the stage; null leaves it without a holder. */
  readonly version: string | null;
  /** The holder that the caller saw; null for none. Another one found in its place is a `conflict`, and nothing is moved. */
  readonly holder: string | null;
}

export interface DecisionPointer {
  readonly model: string;
  readonly version: string;
  /** The stage that was moved. */
  readonly stage: string;
  /** The decision's digest. */
  readonly decision: string;
  /** The ledger's id. */
  readonly ledger: string;
}

/** Where model versions are registered and stages are held. */
export interface Registry {
  /** Names this registry in the ledger, such as `git` or `mlflow:https://mlflow.example.com`. No secret. */
  readonly id: string;
  listModels(): Promise<Result<readonly string[]>>;
  /** Newest first. `absent`: no such model. */
  listVersions(model: string): Promise<Result<readonly VersionSummary[]>>;
  /** A version with its facts. `absent`: no such model or version. `malformed`: its facts cannot be read. */
  readVersion(model: string, version: string): Promise<Result<Candidate>>;
  /** The version that holds each stage now, by stage name. A stage without an entry has no holder. */
  readHolders(model: string): Promise<Result<Readonly<Record<string, string>>>>;
  move(move: Move): Promise<Result<null>>;
  /** The same registry for one pass of reading: what was told once in it need not be asked again. A move in it looks anew. Default: itself. */
  forOnePass?(): Registry;
  /** Leaves a hint on a version that was moved, for people who look at it there. Nothing reads it again: the ledger is the proof. */
  pointToDecision?(pointer: DecisionPointer): Promise<Result<null>>;
}

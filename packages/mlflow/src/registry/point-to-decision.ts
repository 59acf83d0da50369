import { success, type Result } from "@muster/core";
import { withRetries } from "../http/retry.js";
import { mlflowServer } from "../http/server.js";
import type { MlflowRegistryOptions } from "./mlflow-registry.js";
import { registeredName } from "./names.js";
import { decisionTag, ledgerTag } from "./our-tags.js";

export interface DecisionPointer {
  readonly model: string;
  readonly version: string;
  /** The decision's digest. */
  readonly decision: string;
  /** The ledger's id. */
  readonly ledger: string;
}

/** Tags a version, for people who look at it in MLflow. Nothing reads these tags: the ledger is the proof. */
export const pointToDecision = async (
  { connection, registeredAs = "{model}" }: MlflowRegistryOptions,
  pointer: DecisionPointer,
): Promise<Result<null>> => {
  const server = mlflowServer(connection);
  const name = registeredName(registeredAs, pointer.model);
  for (const [key, value] of [[decisionTag, pointer.decision] as const, [ledgerTag, pointer.ledger] as const]) {
    const body = { name, version: pointer.version, key, value };
    const tagged = await withRetries(server.patience, () =>
      server.ask({ at: "registry", method: "POST", path: "model-versions/set-tag", body }, () => null),
    );
    if (!tagged.ok) return tagged;
  }
  return success(null);
};

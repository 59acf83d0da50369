import { success, type DecisionPointer, type StageBinding } from "@muster/core";
import type { Attempt } from "../http/attempt.js";
import type { MlflowServer } from "../http/server.js";
import type { Catalog } from "./catalog.js";
import { registeredName } from "./names.js";
import { decisionTag, ledgerTag } from "./our-tags.js";

interface Tagged {
  readonly name: string;
  readonly version: string;
}

/** Tags a version, and its copy where the stage is one, for people who look at it in MLflow. Nothing reads these tags. */
export const pointToDecision = async (
  server: MlflowServer,
  catalog: Catalog,
  name: string,
  binding: StageBinding,
  { model, version, stage, decision, ledger }: DecisionPointer,
): Promise<Attempt<null>> => {
  const copy = "copyTo" in binding ? await copyIn(catalog, registeredName(binding.copyTo, model), binding.alias ?? stage) : success([]);
  if (!copy.ok) return copy;
  for (const tagged of [{ name, version }, ...copy.value]) {
    for (const [key, value] of [[decisionTag, decision] as const, [ledgerTag, ledger] as const]) {
      const body = { ...tagged, key, value };
      const answered = await server.ask({ at: "registry", method: "POST", path: "model-versions/set-tag", body }, () => null);
      if (!answered.ok) return answered;
    }
  }
  return success(null);
};

const copyIn = async (catalog: Catalog, name: string, alias: string): Promise<Attempt<readonly Tagged[]>> => {
  const target = await catalog.model(name);
  if (!target.ok) return target;
  const version = target.value.aliases.get(alias);
  return success(version === undefined ? [] : [{ name, version }]);
};

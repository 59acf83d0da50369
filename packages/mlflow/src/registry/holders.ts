import { success, type CopyBinding, type StageBinding } from "@muster/core";
import type { RegisteredModel } from "../answers/registered-model.js";
import type { Attempt } from "../http/attempt.js";
import type { Catalog } from "./catalog.js";
import { registeredName } from "./names.js";

/** The model that is asked for, by our name and by MLflow's. */
export interface Subject {
  readonly model: string;
  readonly name: string;
}

/** The version that holds a stage; null for none. `registered`: what MLflow says of the model now. */
export const holderOf = async (
  catalog: Catalog,
  subject: Subject,
  registered: RegisteredModel,
  stage: string,
  binding: StageBinding,
): Promise<Attempt<string | null>> => {
  if ("legacyStage" in binding) return success(registered.newestInStage.get(binding.legacyStage) ?? null);
  if (!("copyTo" in binding)) return success(registered.aliases.get(binding.alias) ?? null);
  return holderOfCopy(catalog, subject, stage, binding);
};

const holderOfCopy = async (
  catalog: Catalog,
  { model, name }: Subject,
  stage: string,
  { copyTo, alias = stage }: CopyBinding,
): Promise<Attempt<string | null>> => {
  const target = registeredName(copyTo, model);
  const registered = await catalog.model(target);
  if (!registered.ok) return registered.reason === "absent" ? success(null) : registered;
  const version = registered.value.aliases.get(alias);
  if (version === undefined) return success(null);
  const held = await catalog.version(target, version);
  if (!held.ok) return held;
  // what was not copied from this model holds the stage under a name that is none of this model's versions
  return success(sourceVersion(name, held.value.source) ?? `${target}/${version}`);
};

/** MLflow's name for a version as the source of a copy. It is set when the copy is made, and never again. */
export const sourceOf = (name: string, version: string): string => `models:/${name}/${version}`;

const sourceVersion = (name: string, source: string): string | undefined => {
  const start = sourceOf(name, "");
  return source.startsWith(start) && /^\d+$/.test(source.slice(start.length)) ? source.slice(start.length) : undefined;
};

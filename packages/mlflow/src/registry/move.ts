import { failure, success, type Move, type LegacyStageBinding, type StageBinding } from "@muster/core";
import type { RegisteredModel } from "../answers/registered-model.js";
import type { Attempt } from "../http/attempt.js";
import type { MlflowServer } from "../http/server.js";
import type { Catalog } from "./catalog.js";
import { holderOf, type Subject } from "./holders.js";
import { copyOf, type CopyOnce } from "./make-copy.js";
import { registeredName } from "./names.js";

/**
 * Looks at the holder and moves the stage, once. MLflow has no compare-and-set: who moves the stage between the look and the
 * write is overwritten. `before`: how often it was tried before; a holder that is the wanted one by then is our own doing.
 */
export const moveOnce = async (
  server: MlflowServer,
  catalog: Catalog,
  subject: Subject,
  binding: StageBinding,
  { stage, version, holder }: Move,
  once: CopyOnce,
  before: number,
): Promise<Attempt<null>> => {
  const registered = await catalog.model(subject.name);
  if (!registered.ok) return registered;
  const seen = await holderOf(catalog, subject, registered.value, stage, binding);
  if (!seen.ok) return seen;
  if (seen.value === version && (seen.value === holder || before > 0)) return success(null);
  if (seen.value !== holder) return heldByAnother(subject, stage, seen.value, holder);
  if ("legacyStage" in binding) return moveLegacyStage(server, catalog, subject, binding, version, holder);
  if (!("copyTo" in binding)) return setAlias(server, subject.name, binding.alias, version);

  const target = registeredName(binding.copyTo, subject.model);
  const alias = binding.alias ?? stage;
  if (version === null) return setAlias(server, target, alias, null);
  const copy = await copyOf(server, catalog, subject.name, version, target, once);
  return copy.ok ? setAlias(server, target, alias, copy.value) : copy;
};

const heldByAnother = ({ model }: Subject, stage: string, seen: string | null, holder: string | null) =>
  failure("conflict", `stage \`${stage}\` of \`${model}\` is held by ${nameOf(seen)}, not by ${nameOf(holder)}`);

const nameOf = (holder: string | null): string => (holder === null ? "nobody" : `\`${holder}\``);

const setAlias = async (server: MlflowServer, name: string, alias: string, version: string | null): Promise<Attempt<null>> => {
  const body = { name, alias, ...(version !== null && { version }) };
  return server.ask({ at: "registry", method: version === null ? "DELETE" : "POST", path: "registered-models/alias", body }, () => null);
};

const transition = (server: MlflowServer, name: string, version: string, stage: string, archive: boolean): Promise<Attempt<null>> =>
  server.ask(
    {
      at: "registry",
      method: "POST",
      path: "model-versions/transition-stage",
      body: { name, version, stage, archive_existing_versions: archive },
    },
    () => null,
  );

/** In a legacy stage the highest version counts: what stands above the wanted one is taken out after it went in. */
const moveLegacyStage = async (
  server: MlflowServer,
  catalog: Catalog,
  { model, name }: Subject,
  { legacyStage, archive = false }: LegacyStageBinding,
  version: string | null,
  holder: string | null,
): Promise<Attempt<null>> => {
  if (version !== null) {
    const moved = await transition(server, name, version, legacyStage, archive);
    if (!moved.ok) return moved;
  }
  for (;;) {
    const registered: Attempt<RegisteredModel> = await catalog.model(name);
    if (!registered.ok) return registered;
    const top = registered.value.newestInStage.get(legacyStage) ?? null;
    if (top === version || top === null) return success(null);
    if (Number(top) > Number(holder) || Number(top) < Number(version)) return heldByAnother({ model, name }, legacyStage, top, version);
    const taken = await transition(server, name, top, "Archived", false);
    if (!taken.ok) return taken;
  }
};

import { bindingProblems, failure, success, type Registry, type Result, type StageBindings } from "@muster/core";
import type { MlflowConnection } from "../connection/connection.js";
import type { KeptLogins } from "../connection/kept-credentials.js";
import type { Attempt } from "../http/attempt.js";
import { withRetries } from "../http/retry.js";
import { mlflowServer, type MlflowServer } from "../http/server.js";
import { together } from "../http/together.js";
import { aliasesOf, bindingOf } from "./bindings.js";
import { mlflowCatalog, type Catalog } from "./catalog.js";
import { factsOf, type FactTags } from "./facts.js";
import { holderOf, type Subject } from "./holders.js";
import { moveOnce } from "./move.js";
import { onePassOver } from "./one-pass.js";
import { pointToDecision } from "./point-to-decision.js";
import { checkName, isVersion, modelIn, noVersion, registeredName } from "./names.js";

export interface MlflowRegistryOptions extends FactTags, KeptLogins {
  readonly connection: MlflowConnection;
  /** The registered model that a model's versions are in; `{model}` is the model's name. Default: `{model}`. */
  readonly registeredAs?: string;
  /** By stage name. Default: each stage is the alias of its own name. */
  readonly stages?: StageBindings;
}

/** A registry on MLflow's REST API. Prompts, which MLflow keeps beside models, are hidden from lists and refused. */
export const mlflowRegistry = (options: MlflowRegistryOptions): Registry => {
  const server = mlflowServer(options.connection, options);
  const catalog = mlflowCatalog(server);
  const registry = registryOver(server, catalog, options);
  const { move, pointToDecision } = registry;
  return { ...registry, forOnePass: () => ({ ...registryOver(server, onePassOver(catalog), options), move, pointToDecision }) };
};

const registryOver = (server: MlflowServer, catalog: Catalog, options: MlflowRegistryOptions): Required<Omit<Registry, "forOnePass">> => {
  const { connection, registeredAs = "{model}", stages = {} } = options;
  const retried = <T>(ask: () => Promise<Attempt<T>>): Promise<Result<T>> => withRetries(server.patience, ask);
  const readModel = together((name) => retried(() => catalog.model(name)));
  const [problem] = bindingProblems(stages, registeredAs);

  const checked = async <T>(ask: () => Promise<Result<T>>): Promise<Result<T>> =>
    problem === undefined ? ask() : failure("refused", problem.message, problem.help);
  const withModel = <T>(model: string, ask: (subject: Subject) => Promise<Result<T>>): Promise<Result<T>> =>
    checked(async () => {
      const name = registeredName(registeredAs, model);
      const named = checkName(name);
      return named.ok ? ask({ model, name }) : named;
    });

  return {
    id: `mlflow:${connection.registryUri}${connection.workspace === undefined ? "" : `#${connection.workspace}`}`,
    listModels: () =>
      checked(async () => {
        const registered = await retried(() => catalog.models());
        if (!registered.ok) return registered;
        const models = registered.value.flatMap(({ name }) => modelIn(registeredAs, name) ?? []);
        const copies = new Set(
          models.flatMap((model) => Object.values(stages).flatMap((one) => ("copyTo" in one ? [registeredName(one.copyTo, model)] : []))),
        );
        return success([...new Set(models)].filter((model) => !copies.has(registeredName(registeredAs, model))).sort());
      }),
    listVersions: (model) =>
      withModel(model, async ({ name }) => {
        const [registered, versions] = await Promise.all([readModel(name), retried(() => catalog.versions(name))]);
        if (!registered.ok) return registered;
        return versions.ok
          ? success(versions.value.map(({ version, createdAt }) => ({ version, ...(createdAt !== undefined && { createdAt }) })))
          : versions;
      }),
    readVersion: (model, version) =>
      withModel(model, async ({ name }) => {
        const [registered, found] = await Promise.all([
          readModel(name),
          isVersion(version) ? retried(() => catalog.version(name, version)) : noVersion(name, version),
        ]);
        if (!registered.ok) return registered;
        return found.ok ? factsOf(server, registered.value, found.value, options) : found;
      }),
    readHolders: (model) =>
      withModel(model, async (subject) => {
        const registered = await readModel(subject.name);
        if (!registered.ok) return registered;
        const bound = await Promise.all(
          Object.entries(stages).map(
            async ([stage, binding]) => [stage, await retried(() => holderOf(catalog, subject, registered.value, stage, binding))] as const,
          ),
        );
        const holders = new Map(aliasesOf(registered.value.aliases, stages));
        for (const [stage, holder] of bound) {
          if (!holder.ok) return holder;
          if (holder.value !== null) holders.set(stage, holder.value);
        }
        return success(Object.fromEntries(holders));
      }),
    move: (move) =>
      withModel(move.model, async (subject) => {
        const binding = bindingOf(stages, move.stage);
        if (!binding.ok) return binding;
        if (move.version !== null && !isVersion(move.version)) return noVersion(subject.name, move.version);
        const once = { isUnclear: false };
        return withRetries(server.patience, (before) => moveOnce(server, catalog, subject, binding.value, move, once, before));
      }),
    pointToDecision: (pointer) =>
      withModel(pointer.model, async ({ name }) => {
        const binding = bindingOf(stages, pointer.stage);
        // Asked once: nobody should have to wait for a courtesy.
        return binding.ok ? pointToDecision(server, catalog, name, binding.value, pointer) : binding;
      }),
  };
};

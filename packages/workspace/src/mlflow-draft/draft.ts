import { pMapIterable } from "p-map";
import { failure, success, type Registry, type Result } from "@muster/core";
import { mlflowRegistry, type KeptLogins } from "@muster/mlflow";
import { configName } from "../find-config.js";
import { mlflowOptions } from "../mlflow-options.js";
import { problem, take } from "../problem.js";
import { draftPolicy, type FoundModel } from "./draft-policy.js";

export interface DraftRequest extends KeptLogins {
  /** Default: what the environment names. */
  readonly uri?: string;
  note(message: string): void;
}

export interface DraftFile {
  readonly file: string;
  readonly text: string;
}

/** More are no draft that somebody reads. */
const mostModels = 50;
const modelsAtOnce = 4;

/** Asks an MLflow server for its models, and drafts a configuration and policies from the metrics of their newest versions. */
export const draftFromMlflow = async ({ uri, note, ...logins }: DraftRequest): Promise<readonly DraftFile[]> => {
  const options = await mlflowOptions({ type: "mlflow", ...(uri !== undefined && { uri }) }, logins);
  const registry = mlflowRegistry(options);
  const models = take(await registry.listModels());
  if (models.length === 0)
    throw problem("absent", "no model is registered there yet", "register a version with MLflow first: `mlflow.register_model(…)`");
  if (models.length > mostModels) note(`there are ${models.length} models; the draft is of the first ${mostModels}`);

  const found: FoundModel[] = [];
  const aliases = new Set<string>();
  for await (const one of pMapIterable(models.slice(0, mostModels), (model) => lookAt(registry, model), { concurrency: modelsAtOnce })) {
    if (!one.ok) {
      note(`passed over: ${one.message}`);
      continue;
    }
    one.value.aliases.forEach((alias) => aliases.add(alias));
    found.push(one.value);
  }
  if (found.length === 0) throw problem("absent", "no model there has a version that can be read", "see the notes above for why");
  const { trackingUri, registryUri } = options.connection;
  return [...policiesOf(found), { file: configName, text: configFor(trackingUri, registryUri, aliases) }];
};

const lookAt = async (registry: Registry, model: string): Promise<Result<FoundModel & { readonly aliases: readonly string[] }>> => {
  const [versions, holders] = await Promise.all([registry.listVersions(model), registry.readHolders(model)]);
  if (!versions.ok) return versions;
  if (!holders.ok) return holders;
  const [newest] = versions.value;
  if (newest === undefined) return failure("absent", `\`${model}\` has no version`);
  const facts = await registry.readVersion(model, newest.version);
  if (!facts.ok) return facts;
  const metrics = Object.entries(facts.value.metrics ?? {}).flatMap(([name, metric]): readonly (readonly [string, number])[] => {
    const value = typeof metric === "object" && metric !== null ? metric.value : metric;
    // A name with a step is one slice or one dataset of another metric.
    return typeof value === "number" && !/[/*?[\]]/.test(name) ? [[name, value]] : [];
  });
  return success({ model, version: newest.version, metrics: new Map(metrics), aliases: Object.keys(holders.value) });
};

/** A policy for each set of metrics that models have together. */
const policiesOf = (found: readonly FoundModel[]): readonly DraftFile[] => {
  const groups = groupedByMetrics(found);
  if (groups.size === 1) return [{ file: "promotion.yaml", text: draftPolicy("models", found) }];
  return [...groups.values()].map((models, index) => {
    const name = `${(models[0]?.model ?? "").replace(/[^\w-]+/g, "-").replace(/^-+|-+$/g, "") || "models"}-${index + 1}`;
    return { file: `${name}.promotion.yaml`, text: draftPolicy(name, models) };
  });
};

const groupedByMetrics = (found: readonly FoundModel[]): ReadonlyMap<string, readonly FoundModel[]> => {
  const groups = new Map<string, FoundModel[]>();
  for (const one of found) {
    const key = JSON.stringify([...one.metrics.keys()].sort());
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
};

/** Aliases that teams use for these stages, where they are there and the stage's own name is not. */
const usual = { staging: "challenger", production: "champion" } as const;

const configFor = (trackingUri: string, registryUri: string, aliases: ReadonlySet<string>): string => {
  const bound = Object.entries(usual).filter(([stage, alias]) => aliases.has(alias) && !aliases.has(stage));
  return [
    "# Where models are registered and where the proof is kept.",
    "version: 1",
    "registry:",
    "  type: mlflow",
    `  uri: ${JSON.stringify(trackingUri)} # credentials come from the environment, never from here`,
    ...(registryUri === trackingUri ? [] : [`  registryUri: ${JSON.stringify(registryUri)}`]),
    ...(bound.length === 0
      ? ["  # stages: # a stage is the alias of its own name; bind it to another one like this", "  #   production: { alias: champion }"]
      : ["  stages: # the aliases that are there already", ...bound.map(([stage, alias]) => `    ${stage}: { alias: ${alias} }`)]),
    "ledger:",
    "  type: git # one commit an event on the branch muster/ledger",
    "  # remote: origin",
    "# protectedRef: origin/main # read policy and configuration for promotions from there",
    "",
  ].join("\n");
};

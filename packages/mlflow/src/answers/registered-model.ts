import type { Json } from "../http/call.js";
import type { Page } from "../http/pages.js";
import { listIn, nameIn, objectIn, pageIn, pairsIn, textIn, wholeIn } from "./json.js";

export interface RegisteredModel {
  readonly name: string;
  readonly tags: ReadonlyMap<string, string>;
  /** Version by alias. */
  readonly aliases: ReadonlyMap<string, string>;
  /** The version with the highest number in each legacy stage. */
  readonly newestInStage: ReadonlyMap<string, string>;
}

export interface ModelVersion {
  readonly name: string;
  readonly version: string;
  /** RFC 3339. */
  readonly createdAt: string | undefined;
  readonly status: string;
  readonly source: string;
  readonly runId: string | undefined;
  readonly runLink: string | undefined;
  readonly description: string | undefined;
  readonly tags: ReadonlyMap<string, string>;
}

export const readRegisteredModel = (answer: Json): RegisteredModel | undefined => {
  const model = objectIn(answer, "registered_model");
  return model === undefined ? undefined : registeredModelOf(model);
};

export const readModelVersion = (answer: Json): ModelVersion | undefined => {
  const version = objectIn(answer, "model_version");
  return version === undefined ? undefined : modelVersionOf(version);
};

export const readModelPage = (answer: Json): Page<RegisteredModel> | undefined => pageIn(answer, "registered_models", registeredModelOf);

export const readVersionPage = (answer: Json): Page<ModelVersion> | undefined => pageIn(answer, "model_versions", modelVersionOf);

const registeredModelOf = (model: Json): RegisteredModel | undefined => {
  const name = nameIn(model, "name");
  const tags = pairsIn(model, "tags");
  const aliases = listIn(model, "aliases", (item) => pairOf(nameIn(item, "alias"), versionIn(item)));
  const stages = listIn(model, "latest_versions", (item) => pairOf(nameIn(item, "current_stage") ?? "None", versionIn(item)));
  if (name === undefined || tags === undefined || aliases === undefined || stages === undefined) return undefined;
  return { name, tags, aliases: new Map(aliases), newestInStage: new Map(stages) };
};

const modelVersionOf = (item: Json): ModelVersion | undefined => {
  const name = nameIn(item, "name");
  const version = versionIn(item);
  const tags = pairsIn(item, "tags");
  if (name === undefined || version === undefined || tags === undefined) return undefined;
  return {
    name,
    version,
    createdAt: instantOf(wholeIn(item, "creation_timestamp")),
    status: nameIn(item, "status") ?? "READY",
    source: textIn(item, "source") ?? "",
    runId: nameIn(item, "run_id"),
    runLink: nameIn(item, "run_link"),
    description: nameIn(item, "description"),
    tags,
  };
};

/** `version` is a text that holds a number, or a number. */
const versionIn = (item: Json): string | undefined => {
  const number = wholeIn(item, "version");
  return number === undefined ? undefined : String(number);
};

const pairOf = (one: string | undefined, other: string | undefined): readonly [string, string] | undefined =>
  one === undefined || other === undefined ? undefined : [one, other];

const latestInstant = Date.parse("9999-12-31T23:59:59.999Z");

/** MLflow's milliseconds since 1970 as RFC 3339. Undefined: there are none, or that has no way to write them. */
export const instantOf = (milliseconds: number | undefined): string | undefined =>
  milliseconds === undefined || milliseconds < 0 || milliseconds > latestInstant ? undefined : new Date(milliseconds).toISOString();

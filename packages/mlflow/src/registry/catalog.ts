import { failure, success } from "@muster/core";
import {
  readModelPage,
  readModelVersion,
  readRegisteredModel,
  readVersionPage,
  type ModelVersion,
  type RegisteredModel,
} from "../answers/registered-model.js";
import type { Attempt } from "../http/attempt.js";
import { allPages } from "../http/pages.js";
import type { MlflowServer } from "../http/server.js";

/** What MLflow's registry is asked, each once. */
export interface Catalog {
  /** Every registered model that is no prompt. */
  models(): Promise<Attempt<readonly RegisteredModel[]>>;
  /** `refused`: it is a prompt, which MLflow keeps in the same tables. */
  model(name: string): Promise<Attempt<RegisteredModel>>;
  version(name: string, version: string): Promise<Attempt<ModelVersion>>;
  /** Newest first; with `source` those that were made from it. A model that is not there has none. */
  versions(name: string, source?: string): Promise<Attempt<readonly ModelVersion[]>>;
}

const modelsPerPage = "1000";
const versionsPerPage = "1000";

export const mlflowCatalog = ({ ask }: MlflowServer): Catalog => ({
  models: async () => {
    const models = await allPages((query) =>
      ask(
        { at: "registry", method: "GET", path: "registered-models/search", query: { max_results: modelsPerPage, ...query } },
        readModelPage,
      ),
    );
    return models.ok ? success(models.value.filter((model) => !isPrompt(model))) : models;
  },
  model: async (name) => {
    const model = await ask({ at: "registry", method: "GET", path: "registered-models/get", query: { name } }, readRegisteredModel);
    if (!model.ok) return model.reason === "absent" ? failure("absent", `no model \`${name}\` is registered in MLflow`) : model;
    if (model.value.name !== name) return otherName(name, model.value.name);
    return isPrompt(model.value) ? failure("refused", `\`${name}\` is a prompt in MLflow, not a model`) : model;
  },
  version: async (name, version) => {
    const found = await ask({ at: "registry", method: "GET", path: "model-versions/get", query: { name, version } }, readModelVersion);
    if (!found.ok) return found.reason === "absent" ? failure("absent", `\`${name}\` has no version \`${version}\` in MLflow`) : found;
    return found.value.name === name ? found : otherName(name, found.value.name);
  },
  versions: async (name, source) => {
    const filter = `name = '${name}'${source === undefined ? "" : ` and source_path = '${source}'`}`;
    const versions = await allPages((query) =>
      ask(
        {
          at: "registry",
          method: "GET",
          path: "model-versions/search",
          query: { filter, order_by: "version_number DESC", max_results: versionsPerPage, ...query },
        },
        readVersionPage,
      ),
    );
    if (!versions.ok) return versions;
    const exact = versions.value.filter((each) => each.name === name && (source === undefined || each.source === source));
    return success([...new Map(exact.map((each) => [each.version, each])).values()]);
  },
});

const isPrompt = ({ tags }: RegisteredModel): boolean => tags.get("mlflow.prompt.is_prompt")?.toLowerCase() === "true";

/** Some databases do not tell upper from lower case. */
const otherName = (asked: string, name: string) =>
  failure("malformed", `asked for \`${asked}\`, MLflow answered with \`${name}\``, "name the model as it is registered");

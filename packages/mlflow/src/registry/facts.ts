import { failure, success, type Candidate, type Result } from "@muster/core";
import type { ModelVersion, RegisteredModel } from "../answers/registered-model.js";
import { readLoggedModel, readRun, type LoggedModel, type Run } from "../answers/run.js";
import { withRetries } from "../http/retry.js";
import type { MlflowServer } from "../http/server.js";
import { measuredOf, metricsOf } from "./metrics.js";
import { isOurs } from "./our-tags.js";
import { settleZeros } from "./zeros.js";

/** Where facts are that MLflow has no field for. */
export interface FactTags {
  /** The tag with the author's name. Default: who MLflow says started the run. */
  readonly authorTag?: string;
  /** The tag with the artifact's digest, `<algorithm>:<hex>`. Default: none, MLflow knows no digest. */
  readonly digestTag?: string;
}

/** What is known of a version: its run's params and metrics, its logged model's, and the tags of version, model and run. */
export const factsOf = async (
  server: MlflowServer,
  model: RegisteredModel,
  version: ModelVersion,
  { authorTag, digestTag }: FactTags,
): Promise<Result<Candidate>> => {
  const name = `\`${version.name}@${version.version}\``;
  if (version.status !== "READY")
    return failure(
      "malformed",
      `${name} is not ready in MLflow: \`${version.status}\``,
      "wait until it is registered, or register it again",
    );
  const [run, logged] = await Promise.all([runOf(server, name, version), loggedModelOf(server, name, version)]);
  if (!run.ok) return run;
  if (!logged.ok) return logged;
  const measured = await settleZeros(server, run.value, measuredOf(run.value, logged.value));
  if (!measured.ok) return measured;

  const tags = new Map([...(run.value?.tags ?? []), ...model.tags, ...version.tags].filter(([key]) => !isOurs(key)));
  const author = authorTag === undefined ? run.value?.tags.get("mlflow.user") : tags.get(authorTag);
  const digest = digestTag === undefined ? undefined : tags.get(digestTag);
  if (digest !== undefined && !/^[a-z0-9]+:[0-9a-f]+$/.test(digest)) {
    return failure(
      "malformed",
      `tag \`${digestTag}\` of ${name} is no digest: \`${digest}\``,
      "write it as `sha256:` and the digest in lower-case hexadecimal",
    );
  }
  return success({
    version: version.version,
    ...(author !== undefined && author !== "" && { author }),
    ...(version.createdAt !== undefined && { createdAt: version.createdAt }),
    ...(digest !== undefined && { digest }),
    tags: Object.fromEntries(tags),
    params: Object.fromEntries([...(run.value?.params ?? []), ...(logged.value?.params ?? [])]),
    metrics: metricsOf(measured.value, run.value),
  });
};

/** Undefined: the version has no run. */
const runOf = async (server: MlflowServer, name: string, { runId }: ModelVersion): Promise<Result<Run | undefined>> => {
  if (runId === undefined) return success(undefined);
  const run = await withRetries(server.patience, () =>
    server.ask({ at: "tracking", method: "GET", path: "runs/get", query: { run_id: runId } }, readRun),
  );
  if (!run.ok)
    return run.reason === "absent"
      ? failure("malformed", `the run \`${runId}\` of ${name} is gone from MLflow`, "register the model again from a run that is there")
      : run;
  if (run.value.isDeleted)
    return failure(
      "refused",
      `the run \`${runId}\` of ${name} was deleted`,
      `restore it, \`mlflow runs restore --run-id ${runId}\`, or register another version`,
    );
  return run;
};

/** Undefined: the version is no logged model, as before MLflow 3. */
const loggedModelOf = async (server: MlflowServer, name: string, { source }: ModelVersion): Promise<Result<LoggedModel | undefined>> => {
  const [, id] = /^models:\/(m-[^/@]+)$/.exec(source) ?? [];
  if (id === undefined) return success(undefined);
  const model = await withRetries(server.patience, () =>
    server.ask({ at: "tracking", method: "GET", path: `logged-models/${encodeURIComponent(id)}` }, readLoggedModel),
  );
  if (!model.ok)
    return model.reason === "absent"
      ? failure("malformed", `the logged model \`${id}\` of ${name} is gone from MLflow`, "register the model again")
      : model;
  if (model.value.status !== "LOGGED_MODEL_READY") {
    return failure(
      "malformed",
      `the logged model \`${id}\` of ${name} is not ready: \`${model.value.status}\``,
      "log it again, and register that",
    );
  }
  return model;
};

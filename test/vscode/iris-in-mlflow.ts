/** The model iris in an MLflow server. */
import { rest } from "@muster/mlflow-server";

/** Three versions, each with its run; the last one is no good. */
export const registerIris = async (uri: string): Promise<void> => {
  await rest(uri, "POST", "registered-models/create", { name: "iris" });
  for (const accuracy of [0.95, 0.96, 0.5]) {
    const { run } = await rest<{ readonly run: { readonly info: { readonly run_id: string } } }>(uri, "POST", "runs/create", {
      experiment_id: "0",
      tags: [{ key: "mlflow.user", value: "carol@example.com" }],
    });
    const { run_id } = run.info;
    await rest(uri, "POST", "runs/log-batch", { run_id, metrics: [{ key: "accuracy", value: accuracy, timestamp: 1, step: 0 }] });
    await rest(uri, "POST", "model-versions/create", { name: "iris", source: `runs:/${run_id}/model`, run_id });
  }
};

/** Which version each alias names. */
export const aliasesOfIris = async (uri: string, headers?: Record<string, string>): Promise<Readonly<Record<string, string>>> => {
  const { registered_model: model } = await rest<{
    readonly registered_model: { readonly aliases?: readonly { readonly alias: string; readonly version: string }[] };
  }>(uri, "GET", "registered-models/get?name=iris", undefined, headers);
  return Object.fromEntries((model.aliases ?? []).map(({ alias, version }) => [alias, version]));
};

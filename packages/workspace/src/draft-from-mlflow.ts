import type { DraftFile, DraftRequest } from "./mlflow-draft/draft.js";

/** Asks an MLflow server for its models, and drafts a configuration and policies from the metrics of their newest versions. */
export const draftFromMlflow = async (request: DraftRequest): Promise<readonly DraftFile[]> =>
  (await import("./mlflow-draft/draft.js")).draftFromMlflow(request);

import { sharedServer } from "./mlflow-server.js";

/** What `test/mlflow/train.py` says of a version of `tumours`. */
export interface Trained {
  readonly version: string;
  readonly run: string;
  readonly holdout: Measured;
  readonly shadow: Measured;
  readonly digests: Readonly<Record<string, string>>;
}

interface Measured {
  readonly auc: number;
  readonly recall: number;
}

let trained: Promise<readonly [byRun: Trained, logged: Trained]> | undefined;

/** The two versions of `tumours` that scikit-learn trained, the second as a logged model. Trained once. */
export const trainedVersions = () =>
  (trained ??= sharedServer().then(({ python }) => python.run<readonly [byRun: Trained, logged: Trained]>("train")));

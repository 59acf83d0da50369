export type Goal = "maximize" | "minimize";

const words: Readonly<Record<Goal, ReadonlySet<string>>> = {
  maximize: new Set(["accuracy", "acc", "auc", "auroc", "auprc", "f1", "precision", "recall", "r2", "ndcg", "mrr", "bleu", "rouge"]),
  minimize: new Set(["loss", "logloss", "error", "mae", "mse", "rmse", "mape", "latency", "wer", "cer", "perplexity"]),
};

/** Which direction of a metric is better, where its name leaves no doubt; undefined elsewhere: an author must say it. */
export const betterDirection = (metric: string): Goal | undefined => {
  const said = metric.toLowerCase().split(/[^a-z0-9]+/);
  const goals = (["maximize", "minimize"] as const).filter((goal) => said.some((word) => words[goal].has(word)));
  return goals.length === 1 ? goals[0] : undefined;
};

import type { Dataset, Run } from "../answers/run.js";

/**
 * The dataset that a run's metrics were measured on, where nothing says it of the metric itself: the one dataset that the run
 * names besides those that it trained on. Undefined where there is none, or a choice.
 */
export const datasetOfRun = ({ datasets }: Run): Dataset | undefined => {
  const measured = datasets.filter(({ context }) => !/^train(ing)?$/i.test(context ?? ""));
  const distinct = new Map(measured.map(({ context: _, ...dataset }) => [identityOf(dataset), dataset]));
  const [only] = distinct.values();
  return distinct.size === 1 ? only : undefined;
};

/** The same for the same dataset, and for none. */
export const identityOf = (dataset: Dataset | undefined): string => JSON.stringify([dataset?.name ?? null, dataset?.digest ?? null]);

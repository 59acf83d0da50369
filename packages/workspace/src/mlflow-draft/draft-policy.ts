import { betterDirection, type Goal } from "./better-direction.js";

/** A model as its newest version has it. */
export interface FoundModel {
  readonly model: string;
  readonly version: string;
  /** The metrics that are numbers. */
  readonly metrics: ReadonlyMap<string, number>;
}

/** A policy for models that have the same metrics: bounds a little looser than what they have now, for people to tighten. */
export const draftPolicy = (name: string, models: readonly FoundModel[]): string => {
  const metrics = [...(models[0]?.metrics.keys() ?? [])].sort().map((metric) => drafted(metric, models));
  const known = metrics.flatMap(({ metric, goal, bound }) => (goal === undefined ? [] : [{ metric, goal, bound }]));
  const others = metrics.filter(({ goal }) => goal === undefined);
  const bounds = known.map(({ metric, goal, bound }) => [
    `      - metric: ${text(metric)}`,
    `        ${goal === "maximize" ? "min" : "max"}: ${bound} # ${valuesOf(metric, models)} today`,
  ]);
  const comparisons = known.map(({ metric, goal }) => [
    `      - metric: ${text(metric)}`,
    `        goal: ${goal}`,
    `        baseline: production # no worse than what is there now`,
    `        maxRegression: 1%`,
    `        noBaseline: pass # the first promotion has nothing to compare with`,
  ]);
  return [
    "# May a model version move to the next stage? Drafted from what the newest versions in MLflow have:",
    ...models.map(({ model, version }) => `#   ${oneLine(model)}@${version}`),
    "# Adapt names, people and bounds; `muster validate` checks this file, `muster check NAME@VERSION --to STAGE` answers.",
    "version: 1",
    `name: ${text(name)}`,
    "models:",
    ...models.map(({ model }) => `  - ${text(globOf(model))}`),
    "",
    "groups:",
    "  reviewers: [alice@example.com, bob@example.com] # who may approve: as `git config user.email` says",
    "",
    "stages: # the order is the promotion order",
    "  - name: development # no gates: every registered version is in it",
    "  - name: staging",
    "    gates:",
    ...(bounds.length > 0
      ? bounds.flat()
      : ["      - approvals: 1 # no metric was found whose name says which direction is better", "        from: [reviewers]"]),
    ...others.flatMap(({ metric }) => [
      `      # - metric: ${oneLine(text(metric))} # ${valuesOf(metric, models)} today: is more or less better?`,
    ]),
    "  - name: production # after staging",
    "    gates:",
    ...comparisons.flat(),
    "      - approvals: 1",
    "        from: [reviewers]",
    "        expires: 7d",
    "",
  ].join("\n");
};

interface Drafted {
  readonly metric: string;
  readonly goal: Goal | undefined;
  readonly bound: number;
}

const drafted = (metric: string, models: readonly FoundModel[]): Drafted => {
  const goal = betterDirection(metric);
  const values = models.flatMap(({ metrics }) => metrics.get(metric) ?? []);
  return { metric, goal, bound: goal === "minimize" ? looser(Math.max(...values), 1) : looser(Math.min(...values), -1) };
};

/** One percent in the direction that allows more, and no more digits than that needs. */
const looser = (value: number, direction: 1 | -1): number => {
  const slack = value + direction * Math.abs(value) * 0.01;
  if (slack === 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(slack))) - 1);
  const round = direction === 1 ? Math.ceil : Math.floor;
  return Number((round(slack / unit) * unit).toPrecision(12));
};

const valuesOf = (metric: string, models: readonly FoundModel[]): string => {
  const values = models.flatMap(({ metrics }) => metrics.get(metric) ?? []);
  const [least, most] = [Math.min(...values), Math.max(...values)].map((value) => String(Number(value.toPrecision(6))));
  return least === most ? (least ?? "") : `${least ?? ""} to ${most ?? ""}`;
};

/** The pattern that includes a name and nothing else. */
const globOf = (name: string): string => name.replace(/[*?[\\]|^!/g, "\\$&");

/** A text in YAML, plain where nobody could take it for something else. */
const text = (value: string): string =>
  /^[a-z_][\w./=@-]*$/i.test(value) && !/^(true|false|null|yes|no|on|off)$/i.test(value) ? value : JSON.stringify(value);

const oneLine = (value: string): string => value.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ");

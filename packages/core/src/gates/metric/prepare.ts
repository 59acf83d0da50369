import { readConfidence } from "../../arithmetic/interval.js";
import type { MetricGate } from "../../generated/policy.js";
import { isGlob, readGlob, type NameMatcher } from "../../patterns/glob.js";
import { readDuration } from "../../time/duration.js";
import { readBounds, type Bound } from "./bounds.js";
import { readComparisons, type Comparison } from "./comparisons.js";

/** Where the numbers of an interval come from. */
export interface Confidence {
  /** As written: `95%`. */
  readonly level: string;
  /** How many standard errors the interval reaches to each side. */
  readonly z: number;
  readonly proportion: boolean;
  readonly standardErrorFrom: string | undefined;
}

/** The version that the candidate is compared with: the holder of a stage, or a pinned one. */
export type BaselineSource = { readonly stage: string } | { readonly version: string };

export const nameOf = (source: BaselineSource): string => ("stage" in source ? `\`${source.stage}\`` : `version \`${source.version}\``);

export interface Dataset {
  readonly name: string;
  readonly digest?: string;
}

/** A metric gate with everything read that does not depend on evidence. */
export interface Prepared {
  readonly metric: string;
  /** Undefined where `metric` is a name. */
  readonly matches: NameMatcher | undefined;
  /** All that the gate asks of a value, in words. */
  readonly expected: string;
  readonly bounds: readonly Bound[];
  readonly comparisons: readonly Comparison[];
  /** Present where there are comparisons. */
  readonly baseline: BaselineSource | undefined;
  readonly noBaseline: "unknown" | "pass" | "fail";
  readonly missing: "unknown" | "pass" | "fail";
  readonly samples: number | undefined;
  readonly samplesFrom: string | undefined;
  readonly confidence: Confidence | undefined;
  readonly sameDataset: boolean;
  readonly dataset: Dataset | undefined;
  /** As written and in milliseconds. */
  readonly maxAge: { readonly text: string; readonly milliseconds: number } | undefined;
}

export const prepareMetric = (config: MetricGate): Prepared => {
  const { baseline, confidence, dataset, maxAge } = config;
  const suffix = confidence === undefined ? "" : ` at ${confidence} confidence`;
  const bounds = readBounds(config, suffix);
  const comparisons = readComparisons(config, suffix);
  const source = typeof baseline === "string" ? { stage: baseline } : baseline;
  return {
    metric: config.metric,
    matches: isGlob(config.metric) ? matcherOf(config.metric) : undefined,
    expected: expectedOf(bounds, comparisons, source),
    bounds,
    comparisons,
    baseline: source,
    noBaseline: config.noBaseline ?? "unknown",
    missing: config.missing ?? "unknown",
    samples: config.samples,
    samplesFrom: config.samplesFrom,
    confidence: confidence === undefined ? undefined : confidenceOf(confidence, config),
    sameDataset: config.sameDataset ?? false,
    dataset: typeof dataset === "string" ? { name: dataset } : dataset,
    maxAge: maxAge === undefined ? undefined : { text: maxAge, milliseconds: readDuration(maxAge) },
  };
};

const expectedOf = (bounds: readonly Bound[], comparisons: readonly Comparison[], source: BaselineSource | undefined): string => {
  const all = [
    ...bounds.map(({ expected }) => expected),
    ...comparisons.map(({ relation }) => `${relation} ${source === undefined ? "" : nameOf(source)}`),
  ];
  return all.length === 0 ? "a number" : all.join(" and ");
};

const confidenceOf = (level: string, { proportion = false, standardErrorFrom }: MetricGate): Confidence => ({
  level,
  z: readConfidence(level),
  proportion,
  standardErrorFrom,
});

const matcherOf = (pattern: string): NameMatcher => {
  const read = readGlob(pattern);
  if ("error" in read) throw new TypeError(`\`${pattern}\` was prepared although it cannot be read: ${read.error}`);
  return read.matches;
};

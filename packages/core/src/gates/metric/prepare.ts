import { readConfidence } from "../../arithmetic/interval.js";
import type { BaselineSource } from "../../decision/baseline.js";
import type { MetricGate } from "../../generated/policy.js";
import { isGlob, readGlob, type NameMatcher } from "../../patterns/glob.js";
import { readDuration, type WrittenDuration } from "../../time/duration.js";
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

/** What the candidate is compared with, and how. */
export interface Compared {
  readonly source: BaselineSource;
  /** In words. */
  readonly name: string;
  readonly comparisons: readonly Comparison[];
  readonly noBaseline: "unknown" | "pass" | "fail";
  readonly sameDataset: boolean;
}

const nameOf = (source: BaselineSource): string => ("stage" in source ? `\`${source.stage}\`` : `version \`${source.version}\``);

export interface Dataset {
  readonly name: string;
  readonly digest?: string;
}

/** A metric gate with everything read that does not depend on evidence. */
export interface Prepared {
  readonly metric: string;
  /** Where `metric` is a name: that alone, and as what is said of it begins. */
  readonly names: readonly string[];
  readonly subject: string;
  /** Undefined where `metric` is a name. */
  readonly matches: NameMatcher | undefined;
  /** All that the gate asks of a value, in words. */
  readonly expected: string;
  readonly bounds: readonly Bound[];
  readonly compared: Compared | undefined;
  readonly missing: "unknown" | "pass" | "fail";
  readonly samples: number | undefined;
  readonly samplesFrom: string | undefined;
  readonly confidence: Confidence | undefined;
  readonly dataset: Dataset | undefined;
  readonly maxAge: WrittenDuration | undefined;
}

export const prepareMetric = (config: MetricGate): Prepared => {
  const { confidence, dataset, maxAge } = config;
  const suffix = confidence === undefined ? "" : ` at ${confidence} confidence`;
  const bounds = readBounds(config, suffix);
  const compared = comparedOf(config, suffix);
  const expected = [
    ...bounds.map(({ expected }) => expected),
    ...(compared === undefined ? [] : compared.comparisons.map(({ relation }) => `${relation} ${compared.name}`)),
  ];
  return {
    metric: config.metric,
    names: isGlob(config.metric) ? [] : [config.metric],
    subject: subjectOf(config.metric),
    matches: isGlob(config.metric) ? matcherOf(config.metric) : undefined,
    expected: expected.length === 0 ? "a number" : expected.join(" and "),
    bounds,
    compared,
    missing: config.missing ?? "unknown",
    samples: config.samples,
    samplesFrom: config.samplesFrom,
    confidence: confidence === undefined ? undefined : confidenceOf(confidence, config),
    dataset: typeof dataset === "string" ? { name: dataset } : dataset,
    maxAge: maxAge === undefined ? undefined : { text: maxAge, milliseconds: readDuration(maxAge) },
  };
};

/** How what is said of a metric's value begins. */
export const subjectOf = (name: string): string => `\`${name}\` is `;

const comparedOf = (config: MetricGate, suffix: string): Compared | undefined => {
  const { baseline, noBaseline = "unknown", sameDataset = false } = config;
  const comparisons = readComparisons(config, suffix);
  if (baseline === undefined || comparisons.length === 0) return undefined;
  const source = typeof baseline === "string" ? { stage: baseline } : baseline;
  return { source, name: nameOf(source), comparisons, noBaseline, sameDataset };
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

import { foldLedger, type Candidate, type LedgerEvent, type Metric } from "@muster/core";
import type { ModelHistory } from "./report.js";

export interface HistorySources {
  readonly model: string;
  /** Names the registry, as the ledger does. */
  readonly registry: string;
  /** The whole ledger or a part of it, oldest first; events of other models and registries are left out. */
  readonly events: readonly LedgerEvent[];
  /** The versions to compare, newest first as a registry lists them. */
  readonly candidates: readonly Pick<Candidate, "version" | "createdAt" | "metrics">[];
}

/** What the versions of a model measured and which stages they held. */
export const historyOf = ({ model, registry, events, candidates }: HistorySources): ModelHistory => {
  const own = events.filter(({ body }) => body.model === model && (body.registry === undefined || body.registry === registry));
  const tenures = foldLedger(own, registry).models.get(model)?.history ?? [];
  return {
    events: own,
    versions: candidates.toReversed().map(({ version, createdAt, metrics = {} }) => ({
      version,
      ...(createdAt !== undefined && { createdAt }),
      metrics: Object.fromEntries(
        Object.entries(metrics).flatMap(([name, metric]) => {
          const value = numberIn(metric);
          return value === undefined ? [] : [[name, value]];
        }),
      ),
      tenures: tenures
        .filter((tenure) => tenure.version === version)
        .map(({ stage, since, until }) => ({ stage, since, ...(until !== undefined && { until }) })),
    })),
  };
};

const numberIn = (metric: Metric): number | undefined => {
  const value = typeof metric === "object" && metric !== null ? metric.value : metric;
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
};

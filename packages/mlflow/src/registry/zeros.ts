import { success, type Result } from "@muster/core";
import { readMetricHistory, type Metric, type Run } from "../answers/run.js";
import { allPages } from "../http/pages.js";
import { withRetries } from "../http/retry.js";
import type { MlflowServer } from "../http/server.js";
import type { Measured } from "./metrics.js";

/**
 * MLflow hands out a logged model's NaN as 0. So a 0 of a logged model is believed where the run's own record says 0 too, is a
 * NaN where that says so, and is a text, which no gate takes for a number, where it says neither.
 */
export const settleZeros = async (server: MlflowServer, run: Run | undefined, measured: Measured): Promise<Result<Measured>> => {
  const settled = new Map<string, readonly Metric[]>();
  for (const [key, values] of measured) {
    const sure: Metric[] = [];
    for (const metric of values) {
      const value = metric.value === 0 ? await valueOfZero(server, run, metric) : success(metric.value);
      if (!value.ok) return value;
      sure.push({ ...metric, value: value.value });
    }
    settled.set(key, sure);
  }
  return success(settled);
};

const valueOfZero = async (server: MlflowServer, run: Run | undefined, metric: Metric): Promise<Result<Metric["value"]>> => {
  const { key, runId = run?.runId } = metric;
  const known = run !== undefined && runId === run.runId ? recordedAs(metric, run.metrics) : undefined;
  if (known !== undefined || runId === undefined) return success(known ?? unclear);
  const history = await withRetries(server.patience, () =>
    allPages((query) =>
      server.ask(
        { at: "tracking", method: "GET", path: "metrics/get-history", query: { run_id: runId, metric_key: key, ...query } },
        readMetricHistory,
      ),
    ),
  );
  if (!history.ok) return history.reason === "absent" ? success(unclear) : history;
  return success(recordedAs(metric, history.value) ?? unclear);
};

const unclear = "0 or NaN: MLflow does not tell them apart here";

/** What the run's record of the same measurement says; undefined where there is none, or where it says several things. */
const recordedAs = ({ key, timestamp, step }: Metric, records: readonly Metric[]): Metric["value"] | undefined => {
  const values = new Set(
    records.filter((each) => each.key === key && each.timestamp === timestamp && each.step === step).map(({ value }) => value),
  );
  const [only] = values;
  return values.size === 1 ? only : undefined;
};

import type { GateResult } from "@muster/core";
import { plain } from "./plain.js";

type Fact = NonNullable<GateResult["observed"]>;

/** What holds need not be told to the last digit; beside a bound that it misses, every digit counts. */
export const valueText = (value: Fact | null, outcome: GateResult["outcome"]): string =>
  typeof value === "number" && outcome === "passed" ? String(Number(value.toPrecision(6))) : plain(String(value));

/** Four digits tell how close it was: `+0.014`, `−0.004`, `0`. */
export const marginText = (margin: number): string => {
  const short = Number(margin.toPrecision(4));
  return short > 0 ? `+${short}` : short < 0 ? `−${-short}` : "0";
};

/** `texts.of` filled in: `filled("{0} of {1}", 1, 2)` is `1 of 2`. */
export const filled = (text: string, ...values: readonly (string | number)[]): string =>
  text.replace(/\{(\d)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));

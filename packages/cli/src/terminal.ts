import picocolors from "picocolors";
import type { Colours } from "@muster/report/terminal";

/** The part of a stream that decides how a page is laid out on it. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Colours on a terminal only, unless `NO_COLOR` or `FORCE_COLOR` says otherwise. */
export const coloursFor = ({ isTTY = false }: Screen, env: Environment): Colours => {
  const forced = env["FORCE_COLOR"];
  const wanted = forced === undefined ? isTTY && env["TERM"] !== "dumb" : forced !== "0" && forced !== "false";
  return picocolors.createColors((env["NO_COLOR"] ?? "") === "" && wanted);
};

/** Lines longer than 100 columns are hard to read; without a terminal nobody says how wide it is. */
export const widthOf = ({ columns = 0 }: Screen): number => (columns === 0 ? 100 : Math.max(24, Math.min(columns, 100)));

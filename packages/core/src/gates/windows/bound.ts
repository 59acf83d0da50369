import { readInstant } from "../../time/instant.js";
import type { TimeZone } from "../../time/zone.js";
import type { WindowProblem } from "./window-problem.js";

const form = /^(?<date>\d{4}-\d\d-\d\d)(?:T(?<time>\d\d:\d\d)(?<seconds>:\d\d(?:\.\d{1,9})?)?(?<offset>Z|[+-]\d\d:\d\d)?)?$/;

const day = 86_400_000;

/**
 * The instant that a window begins or ends at, in milliseconds since 1970-01-01T00:00Z. A bare date as `from` is the start
 * of that day, and as `to` the start of the next. What has no offset is read on the clocks of the zone.
 */
export const readBound = (text: string, key: "from" | "to", zone: TimeZone | undefined): number | WindowProblem => {
  const { date = "", time, seconds = ":00", offset } = form.exec(text)?.groups ?? {};
  const asIfUtc = readInstant(`${date}T${time ?? "00:00"}${seconds}${offset ?? "Z"}`);
  if (asIfUtc === undefined) {
    return {
      code: "bad-window",
      message: `\`${text}\` is neither a date nor a time`,
      help: "write it as `2026-12-20` or `2026-12-20T18:00`",
      key,
    };
  }
  if (offset !== undefined) return asIfUtc;
  if (zone === undefined) {
    return {
      code: "bad-window",
      message: `\`${text}\` says nothing without a time zone`,
      help: "add `timeZone`, such as `Europe/Berlin`",
      key,
    };
  }
  return zone.instantOf(time === undefined && key === "to" ? asIfUtc + day : asIfUtc);
};

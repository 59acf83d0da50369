import { timestampMs, TimestampSchema } from "@bufbuild/protobuf/wkt";
import { celMethod, CelScalar, objectType, type CelFunc } from "@bufbuild/cel";
import { readTimeZone } from "../time/zone.js";

const { INT, STRING } = CelScalar;
const timestamp = objectType(TimestampSchema);
const day = 86_400_000;

/** What a calendar shows, of a local time as if it were UTC. */
const parts: Readonly<Record<string, (local: Date) => number>> = {
  getFullYear: (local) => local.getUTCFullYear(),
  getMonth: (local) => local.getUTCMonth(),
  getDate: (local) => local.getUTCDate(),
  getDayOfMonth: (local) => local.getUTCDate() - 1,
  getDayOfWeek: (local) => local.getUTCDay(),
  getDayOfYear: (local) => Math.floor((local.getTime() - new Date(local).setUTCMonth(0, 1)) / day),
  getHours: (local) => local.getUTCHours(),
  getMinutes: (local) => local.getUTCMinutes(),
  getSeconds: (local) => local.getUTCSeconds(),
  getMilliseconds: (local) => local.getUTCMilliseconds(),
};

/** CEL's methods of timestamps. The library's own take the clocks of the host for UTC, which skip an hour a year. */
export const calendarMethods: readonly CelFunc[] = Object.entries(parts).flatMap(([name, part]) => [
  celMethod(name, timestamp, [], INT, function () {
    return BigInt(part(new Date(timestampMs(this.message))));
  }),
  celMethod(name, timestamp, [STRING], INT, function (zone) {
    return BigInt(part(new Date(localTime(timestampMs(this.message), zone))));
  }),
]);

const localTime = (at: number, zone: string): number => {
  const { sign, hours, minutes } = /^(?<sign>[+-]?)(?<hours>\d\d):(?<minutes>\d\d)$/.exec(zone)?.groups ?? {};
  if (hours !== undefined) return at + (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  const clocks = readTimeZone(zone);
  if (clocks === undefined) throw new Error(`\`${zone}\` is no time zone that is known`);
  return clocks.localAt(at);
};

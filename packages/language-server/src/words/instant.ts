/** An instant on the clocks of a time zone, such as `Fri 2026-11-27 16:00`; in UTC where the zone is not known. */
export const instantIn = (at: number, timeZone: string): string => {
  const parts = new Map(
    formatIn(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? "";
  return `${part("weekday")} ${part("year")}-${part("month")}-${part("day")} ${part("hour")}:${part("minute")}`;
};

const formatIn = (timeZone: string): Intl.DateTimeFormat => {
  const options = {
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  } as const;
  try {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone });
  } catch {
    // A time zone that this host does not know; the engine tells of it.
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
  }
};

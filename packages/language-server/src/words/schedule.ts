import { toString as describe } from "cronstrue";

/** A cron expression in words; undefined where it cannot be read. */
export const scheduleInWords = (schedule: string): string | undefined => {
  try {
    return describe(schedule, { use24HourTimeFormat: true, verbose: false, throwExceptionOnParseError: true });
  } catch {
    // The engine tells what is wrong with it.
    return undefined;
  }
};

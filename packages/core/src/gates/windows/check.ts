import type { Window, WindowsGate } from "../../generated/policy.js";
import type { GateProblem } from "../define-gate.js";
import { findOpening, type Windows } from "./opening.js";
import { readWindow, type TimeWindow } from "./time-window.js";

/** What is wrong with the windows beyond their schema. */
export const checkWindows = ({ allow = [], deny = [] }: WindowsGate["windows"]): readonly GateProblem[] => {
  const problems: GateProblem[] = [];
  const readAll = (windows: readonly Window[]): readonly TimeWindow[] =>
    windows.flatMap((container) => {
      const read = readWindow(container);
      if ("words" in read) return [read];
      problems.push(...read.map((problem) => ({ severity: "error" as const, container, ...problem })));
      return [];
    });
  const [allowing, denying] = [readAll(allow), readAll(deny)];
  if (problems.length > 0) return problems;
  const endless = deny.flatMap((container, index) => neverEnding(container, denying[index]) ?? []);
  if (endless.length > 0) return endless;
  const lasting = { allow: allowing, deny: denying.filter(({ isRecurring }) => isRecurring) };
  return neverMeet(lasting) ? [neverOpen] : [];
};

const day = 86_400_000;
const aYear = 366 * day;
/** Over so many years every date falls on every weekday, and clocks are set on each date that they are set on. */
const allYears = 28 * aYear;

/** Any instant serves; this one makes the answer the same every day. */
const somewhere = Date.UTC(2026, 0, 1);

const neverEnding = (container: Window, window: TimeWindow | undefined): GateProblem | undefined => {
  if (window?.neverEnds(0) !== true) return undefined;
  const setBack = window.zone?.clocks.setBackBetween(somewhere, somewhere + aYear) ?? 0;
  const closed = window.neverEnds(setBack) ? "it is always closed" : "it is closed, except perhaps when clocks are set back";
  return {
    code: "window-never-open",
    severity: "warning",
    message: `the \`deny\` window starts again before it has ended: ${closed}`,
    help: "shorten its `duration`, or let it start less often",
    key: "schedule",
    container,
  };
};

const neverOpen: GateProblem = {
  code: "window-never-open",
  severity: "warning",
  message: "the `deny` windows cover the `allow` windows: it is always closed",
  help: "let an `allow` window reach out of the `deny` windows",
};

/**
 * Whether it is sure that they are never open together. What absolute `allow` windows have to say, the clock decides.
 * What lasts longer than a year is not asked: its starts may be so far apart that all years are not enough.
 */
const neverMeet = ({ allow, deny }: Windows): boolean => {
  const windows = [...allow, ...deny];
  if (allow.length === 0 || deny.length === 0 || !windows.every(({ isRecurring, duration }) => isRecurring && duration <= aYear))
    return false;
  const until = somewhere + (windows.every(({ isWeekly }) => isWeekly) ? aYear : allYears);
  const found = findOpening({ allow, deny }, somewhere, { looks: 3000, until });
  return "closedUntil" in found && found.closedUntil > until;
};

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
  const endless = deny.filter((_, index) => denying[index]?.neverEnds() === true).map(neverEnding);
  if (endless.length > 0) return endless;
  const lasting = { allow: allowing, deny: denying.filter(({ isRecurring }) => isRecurring) };
  return neverMeet(lasting) ? [neverOpen] : [];
};

const neverEnding = (container: Window): GateProblem => ({
  code: "window-never-open",
  severity: "warning",
  message: "the `deny` window starts again before it has ended: it is always closed",
  help: "shorten its `duration`, or let it start less often",
  key: "schedule",
  container,
});

const neverOpen: GateProblem = {
  code: "window-never-open",
  severity: "warning",
  message: "the `deny` windows cover the `allow` windows: it is always closed",
  help: "let an `allow` window reach out of the `deny` windows",
};

/** Any instant serves; this one makes the answer the same every day. */
const somewhere = Date.UTC(2026, 0, 1);
const aYearOn = somewhere + 366 * 86_400_000;

/** Whether it is sure that the windows stay closed for a year and more. What absolute `allow` windows have to say, the clock decides. */
const neverMeet = (windows: Windows): boolean => {
  if (windows.allow.length === 0 || windows.deny.length === 0 || !windows.allow.every(({ isRecurring }) => isRecurring)) return false;
  const found = findOpening(windows, somewhere, { looks: 3000, until: aYearOn });
  return "closedUntil" in found && found.closedUntil > aYearOn;
};

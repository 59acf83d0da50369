import { inCanonicalOrder } from "../../canonical/digest.js";
import type { WindowsGate } from "../../generated/policy.js";
import { windowsCodes, windowsSchema } from "../../generated/schemas.js";
import { validateWindowsGate } from "../../generated/validators.js";
import { lastInstant, writeInstant } from "../../time/instant.js";
import { defineGate, type Finding } from "../define-gate.js";
import { checkWindows } from "./check.js";
import { findOpening, isActive, type Windows } from "./opening.js";
import { readWindow, type TimeWindow } from "./time-window.js";

/** Enough for a few years of a window every day; some hundred milliseconds where the windows stay closed. */
const limits = { looks: 3000, until: lastInstant };

const prepareAll = (windows: WindowsGate["windows"]["allow"] = []): readonly TimeWindow[] =>
  windows.map((window) => {
    const read = readWindow(window);
    if (!("words" in read)) throw new TypeError(`a window was compiled although it cannot be read: ${read[0]?.message ?? ""}`);
    return read;
  });

const essenceOf = (windows: WindowsGate["windows"]["allow"] = []): readonly object[] =>
  inCanonicalOrder(windows.map(({ reason: _reason, ...window }) => window));

const expectedOf = ({ allow, deny }: Windows): string => {
  if (deny.length === 0) return "inside an `allow` window";
  return allow.length === 0 ? "outside the `deny` windows" : "outside the `deny` windows and inside an `allow` window";
};

const inWords = (windows: readonly TimeWindow[]): string => [...new Set(windows.map(({ words }) => words))].join(" and ");

/** The instant, and what the clocks of the policy's author show then. */
const withLocalTime = (at: number, { zone }: TimeWindow): string => {
  const local = zone && writeInstant(zone.clocks.localAt(at)).slice(0, 16).replace("T", " ");
  return zone === undefined || zone.clocks.localAt(at) === at ? writeInstant(at) : `${writeInstant(at)} (${local ?? ""} in ${zone.id})`;
};

const evaluate = (windows: Windows, now: number): Finding => {
  const { allow, deny } = windows;
  const expected = expectedOf(windows);
  const observed = writeInstant(now);
  const denying = deny.filter((window) => isActive(window, now));
  const allowing = allow.filter((window) => isActive(window, now));
  if (denying.length === 0 && (allow.length === 0 || allowing.length > 0)) {
    const message = allowing.length > 0 ? `inside the window ${inWords(allowing)}` : "no `deny` window is active";
    return { outcome: "passed", code: "windows-open", message, expected, observed };
  }
  const [why, code] =
    denying.length > 0 ? [`closed by ${inWords(denying)}`, "windows-denied"] : ["outside every `allow` window", "windows-closed"];
  const next = findOpening(windows, now, limits);
  const [shown] = denying.length > 0 ? denying : allow;
  if (!("opensAt" in next) || shown === undefined) {
    return {
      outcome: "waiting",
      code,
      message: `${why}, with no known end`,
      expected,
      observed,
      remedy: "no opening is known: look at the windows of the policy",
    };
  }
  const until = writeInstant(next.opensAt);
  const text = `wait until ${withLocalTime(next.opensAt, shown)}`;
  return {
    outcome: "waiting",
    code,
    message: `${why} until ${withLocalTime(next.opensAt, shown)}`,
    expected,
    observed,
    until,
    remedy: text,
    changes: [{ type: "wait", until, text }],
  };
};

export const windowsGate = defineGate<WindowsGate, Windows>({
  kind: "windows",
  schema: windowsSchema,
  validate: validateWindowsGate,
  codes: windowsCodes,
  check: ({ windows }) => checkWindows(windows),
  prepare: ({ windows }) => ({ allow: prepareAll(windows.allow), deny: prepareAll(windows.deny) }),
  requires: () => [],
  essence: (_prepared, { windows }) => ({ windows: { allow: essenceOf(windows.allow), deny: essenceOf(windows.deny) } }),
  outcomes: () => ["passed", "waiting"],
  evaluate: (windows, { now }) => evaluate(windows, now),
});

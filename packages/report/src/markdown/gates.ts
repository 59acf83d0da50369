import type { Decision, GateResult } from "@muster/core";
import { approvalsIn, nobodyLeft } from "../reading/approvers.js";
import { gateSections, isOpen, nestedIn, tally, type PlacedGate } from "../reading/gates.js";
import { filled, marginText, valueText } from "../reading/values.js";
import { instant } from "../reading/time.js";
import type { Texts } from "../texts.js";
import { code, escaped, message } from "./escape.js";
import { symbols } from "./symbols.js";
import { table } from "./table.js";

/** The gates as tables, and in words what does not hold. */
export const gatesInMarkdown = (decision: Decision, texts: Texts): readonly string[] => {
  const { blocking, warning, skipped } = gateSections(decision);
  const section = (title: string, gates: readonly PlacedGate[]): readonly string[] =>
    gates.length === 0
      ? []
      : [
          `### ${title} (${tally(gates)
            .map(({ outcome, count }) => filled(texts.count, count, texts[outcome]))
            .join(", ")})`,
          "",
          ...gateTable(gates, texts),
          ...openGates(gates, texts),
        ];
  return [
    `## ${texts.gates}`,
    "",
    ...(decision.gates.length === 0 ? [texts.noGates, ""] : []),
    ...section(texts.mustHold, blocking),
    ...section(texts.onlyWarn, warning),
    ...(skipped.length === 0
      ? []
      : [`### ${texts.doNotApply}`, "", ...skipped.map(({ gate }) => `- ${code(gate.id)}: ${message(gate.message)}`), ""]),
  ];
};

const gateTable = (gates: readonly PlacedGate[], texts: Texts): readonly string[] =>
  table(
    ["", texts.gates, texts.observed, texts.expected, texts.margin],
    gates.flatMap((placed) => rows(placed, 0, texts)),
  );

const rows = (placed: PlacedGate, depth: number, texts: Texts): readonly (readonly string[])[] => {
  const { gate } = placed;
  const { outcome, expected = "", measurements = [] } = gate;
  const lead = "↳ ".repeat(depth);
  return [
    [
      `${symbols[outcome]} ${texts[outcome]}`,
      lead + code(gate.id),
      observedText(gate, texts),
      message(expected),
      gate.margin === undefined ? "" : marginText(gate.margin),
    ],
    ...(measurements.length < 2 ? [] : measurements).map((measured) => [
      `${symbols[measured.outcome]} ${texts[measured.outcome]}`,
      `${lead}↳ ${code(measured.metric)}`,
      measured.observed === undefined ? "" : escaped(valueText(measured.observed, measured.outcome)),
      message(measured.expected ?? ""),
      measured.margin === undefined ? "" : marginText(measured.margin),
    ]),
    ...nestedIn(placed).flatMap((nested) => rows(nested, depth + 1, texts)),
  ];
};

const observedText = ({ observed, people, outcome }: GateResult, texts: Texts): string => {
  if (people !== undefined) return filled(texts.counted, people.counted.length, people.needed);
  return observed === undefined ? "" : escaped(valueText(observed, outcome));
};

const openGates = (gates: readonly PlacedGate[], texts: Texts): readonly string[] => {
  const told = gates.map(({ gate }) => gate).filter(isOpen);
  return told.length === 0 ? [] : [...told.flatMap((gate) => inWords(gate, texts)), ""];
};

const inWords = (gate: GateResult, texts: Texts): readonly string[] => {
  const { location, remedy, until, note, docs } = gate;
  return [
    `- ${symbols[gate.outcome]} **${code(gate.id)}** (${code(gate.code)}): ${message(gate.message)}`,
    ...(note === undefined ? [] : [`  - ${escaped(note)}`]),
    ...(remedy === undefined ? [] : [`  - ${texts.next}: ${message(remedy)}`]),
    ...(until === undefined ? [] : [`  - ${texts.until}: ${escaped(instant(until))}`]),
    ...(docs === undefined ? [] : [`  - ${texts.readMore}: ${code(docs)}`]),
    `  - ${filled(texts.atLine, code(location.file), location.line)}`,
  ];
};

/** Whose word counts, and who can still give theirs. */
export const approvalsInMarkdown = (decision: Decision, texts: Texts): readonly string[] => {
  const canApprove = (gate: GateResult, people: readonly string[]) =>
    people.length === 0 ? nobodyLeft(gate, texts) : people.map((person) => code(person)).join(", ");
  return [
    `## ${texts.approvals}`,
    "",
    ...(approvalsIn(decision).length === 0 ? [texts.noApprovals, ""] : []),
    ...approvalsIn(decision).flatMap(({ gate, people, missing }) => [
      `- ${symbols[gate.outcome]} **${code(gate.id)}**: ${filled(texts.counted, people.counted.length, people.needed)}`,
      ...people.counted.map(
        ({ by, at, assurance }) => `  - ✓ ${code(by)}, ${escaped(instant(at))}${assurance === undefined ? "" : `, ${assurance}`}`,
      ),
      ...people.ignored.map(({ by, why }) => `  - – ${code(by)}: ${message(why ?? texts.notCounted)}`),
      ...(missing === 0 ? [] : [`  - ${texts.canApprove}: ${canApprove(gate, people.eligible)}`]),
    ]),
    "",
  ];
};

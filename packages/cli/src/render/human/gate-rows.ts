import type { GateResult } from "@muster/core";
import type { View } from "../view.js";
import { outcomeSymbol } from "./outcome.js";
import { hanging, marked, padEnd, plain, widthOfText } from "./text.js";
import { instantFrom } from "./time.js";

type Measured = NonNullable<GateResult["measurements"]>[number];
type Word = NonNullable<GateResult["people"]>["counted"][number];

interface Row {
  readonly symbol: string;
  readonly id: string;
  readonly observed: string;
  readonly expected: string;
  readonly margin: string;
  /** What stands under the row, ready but for the indent. */
  readonly details: readonly (readonly [lead: string, text: string])[];
  readonly depth: number;
}

/** Every gate with its value against its bound, and under those that do not hold what is missing and who can supply it. */
export const gateRows = (gates: readonly GateResult[], now: string, view: View): readonly string[] => {
  const rows = gates.flatMap((gate) => rowsOf(gate, 0, now, view));
  const column = (key: "id" | "observed" | "expected") => Math.max(0, ...rows.map((row) => widthOfText(row[key]) + (key === "id" ? row.depth * 2 : 0)));
  const widths = { id: column("id"), observed: column("observed"), expected: column("expected") };
  const margins = Math.max(0, ...rows.map(({ margin }) => widthOfText(margin)));
  const fits = 4 + widths.id + 2 + widths.observed + 2 + widths.expected + 2 + margins <= view.width;
  return rows.flatMap((row) => {
    const indent = " ".repeat(2 + row.depth * 2);
    const cells = fits
      ? [padEnd(row.id, widths.id - row.depth * 2), padEnd(row.observed, widths.observed), padEnd(row.expected, widths.expected), row.margin]
      : [row.id];
    const beneath = fits ? [] : [row.observed, row.expected, row.margin].filter((cell) => cell !== "").join("  ");
    return [
      `${indent}${row.symbol} ${cells.join("  ")}`.trimEnd(),
      ...(beneath.length === 0 ? [] : hanging(`${indent}  `, String(beneath), view.width)),
      ...row.details.flatMap(([lead, text]) => hanging(`${indent}  ${lead}`, text, view.width)),
    ];
  });
};

const rowsOf = (gate: GateResult, depth: number, now: string, view: View): readonly Row[] => {
  const { colours } = view;
  const open = gate.outcome !== "passed" && gate.outcome !== "skipped";
  const id = `${plain(gate.id)}${gate.level === "warn" ? " (warning)" : ""}`;
  return [
    {
      symbol: outcomeSymbol(gate.outcome, colours),
      id: gate.outcome === "skipped" ? colours.dim(id) : open ? colours.bold(id) : id,
      observed: observedIn(gate),
      expected: gate.outcome === "skipped" ? colours.dim(marked(gate.message, colours)) : marked(gate.expected ?? "", colours),
      margin: gate.margin === undefined ? "" : signed(gate.margin),
      details: open ? detailsOf(gate, now, view) : wordsOf(gate.people?.counted ?? [], view),
      depth,
    },
    ...(gate.gates ?? []).flatMap((nested) => rowsOf(nested, depth + 1, now, view)),
  ];
};

const observedIn = ({ observed, people }: GateResult): string => {
  if (people !== undefined) return `${people.counted.length} of ${people.needed}`;
  return observed === undefined ? "" : plain(String(observed));
};

const signed = (margin: number): string => (margin > 0 ? `+${margin}` : String(margin));

type Detail = readonly [lead: string, text: string];

const detailsOf = (gate: GateResult, now: string, view: View): readonly Detail[] => {
  const { colours } = view;
  const { file, line } = gate.location;
  const measurements = gate.measurements ?? [];
  const told = measurements.length > 1 ? measurements.filter(({ outcome }) => outcome !== "passed") : [];
  return [
    ["", `${marked(gate.message, colours)}  ${colours.dim(`${plain(file)}:${line}`)}`],
    ...told.map((measured) => measurement(measured, view)),
    ...(told.length > 0 && told.length < measurements.length ? [["  ", colours.dim(`the other ${measurements.length - told.length} hold`)] as const] : []),
    ...wordsOf(gate.people?.counted ?? [], view),
    ...(gate.people?.ignored ?? []).map((word): Detail => ["", colours.dim(`– ${plain(word.by)}: ${marked(word.why ?? "does not count", colours)}`)]),
    ...(gate.until === undefined ? [] : [["", `until ${instantFrom(gate.until, now)}`] as const]),
    ...(gate.note === undefined ? [] : [["", plain(gate.note)] as const]),
    ...(gate.remedy === undefined ? [] : [[`${colours.cyan("→")} `, marked(gate.remedy, colours)] as const]),
    ...(gate.docs === undefined ? [] : [["", colours.dim(plain(gate.docs))] as const]),
  ];
};

const measurement = ({ outcome, metric, observed, expected, margin }: Measured, { colours }: View): Detail => [
  `  ${outcomeSymbol(outcome, colours)} `,
  [plain(metric), observed === undefined ? "" : plain(String(observed)), marked(expected ?? "", colours), margin === undefined ? "" : signed(margin)]
    .filter((part) => part !== "")
    .join("  "),
];

const wordsOf = (words: readonly Word[], { colours }: View): readonly Detail[] =>
  words.map(({ by, at, said, assurance }) => [
    "",
    `${colours.green("✓")} ${plain(by)} ${colours.dim([...(said === undefined ? [] : [plain(said)]), at.slice(0, 10), ...(assurance === undefined ? [] : [assurance])].join(" · "))}`,
  ]);

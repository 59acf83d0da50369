import type { GateResult } from "@muster/core";
import { marked, plain, type View } from "@muster/report/terminal";
import { outcomeSymbol } from "./outcome.js";
import type { Detail, Row } from "./table.js";
import { instantFrom } from "@muster/report";

type Measured = NonNullable<GateResult["measurements"]>[number];
type Word = NonNullable<GateResult["people"]>["counted"][number];

/** A gate as rows: its value against its bound, those of its measurements that do not hold, and what is missing and who can supply it. */
export const gateRows = (gate: GateResult, depth: number, now: string, view: View): readonly Row[] => {
  const { colours } = view;
  const open = gate.outcome !== "passed" && gate.outcome !== "skipped";
  const id = `${plain(gate.id)}${gate.level === "warn" ? " (warning)" : ""}`;
  const details = open
    ? openDetails(gate, now, view)
    : [...waived(gate, view), ...(gate.people?.counted ?? []).map((word) => counted(word, view))];
  const measured = open ? openMeasurements(gate).map((one) => measuredRow(one, depth + 1, view)) : [];
  const own: Row = {
    depth,
    symbol: open && gate.level === "warn" ? colours.yellow("!") : outcomeSymbol(gate.outcome, colours),
    id: gate.outcome === "skipped" ? colours.dim(id) : open ? colours.bold(id) : id,
    observed: observedIn(gate, now),
    expected: gate.outcome === "skipped" ? colours.dim(marked(gate.message, colours)) : marked(gate.expected ?? "", colours),
    margin: signed(gate.margin),
    details: measured.length === 0 ? details : [],
  };
  // What is said of the gate stands under its last measurement, as far left as under the gate itself.
  const under: readonly Row[] = measured.map((row, index) =>
    index === measured.length - 1 ? { ...row, details: details.map(outdented) } : row,
  );
  return [own, ...under, ...(gate.gates ?? []).flatMap((nested) => gateRows(nested, depth + 1, now, view))];
};

/** What holds only because the policy lets it hold: nobody should take it for measured or compared. */
const waived = ({ measurements = [] }: GateResult, { colours }: View): readonly Detail[] => {
  const passed = measurements.filter(({ outcome }) => outcome === "passed");
  const missing = passed
    .filter(({ code }) => code === "metric-missing")
    .map(({ metric }) => `\`${plain(metric)}\` is missing, which \`missing: pass\` allows`);
  const first = passed.some(({ code }) => code === "no-baseline")
    ? ["no version ever held the baseline, which `noBaseline: pass` allows"]
    : [];
  return [...missing, ...first].map((text) => ({ text: colours.dim(plain(text)) }));
};

const outdented = ({ lead = "", text }: Detail): Detail => ({ lead, text, outdent: true });

const observedIn = ({ observed, people, outcome }: GateResult, now: string): string => {
  if (people !== undefined) return `${people.counted.length} of ${people.needed}`;
  if (observed === undefined) return "";
  // What holds need not be told to the last digit; beside a bound that it misses, every digit counts.
  if (typeof observed === "number" && outcome === "passed") return String(Number(observed.toPrecision(6)));
  return observed === now ? "now" : plain(String(observed));
};

/** Four digits tell how close it was; the exact number is in the JSON. */
const signed = (margin: number | undefined): string => {
  if (margin === undefined) return "";
  const short = Number(margin.toPrecision(4));
  return short > 0 ? `+${short}` : String(short);
};

/** Where one measurement does not hold, the gate's message says all of it. */
const openMeasurements = ({ measurements = [] }: GateResult): readonly Measured[] => {
  const open = measurements.filter(({ outcome }) => outcome !== "passed");
  return open.length > 1 ? open : [];
};

const measuredRow = ({ outcome, metric, observed, expected = "", margin }: Measured, depth: number, { colours }: View): Row => ({
  depth,
  symbol: outcomeSymbol(outcome, colours),
  id: plain(metric),
  observed: observed === undefined ? "" : plain(String(observed)),
  expected: marked(expected, colours),
  margin: signed(margin),
  details: [],
});

const openDetails = (gate: GateResult, now: string, { colours, ...view }: View): readonly Detail[] => {
  const { location, people, until, note, remedy, docs } = gate;
  const arrow = `${colours.cyan("→")} `;
  const dim = (text: string): Detail => ({ text: colours.dim(text) });
  // Of people, the row tells how many there are and the remedy who can still come: the message would say both again.
  const told = people !== undefined && gate.outcome === "waiting" ? [] : [{ text: marked(gate.message, colours) }];
  const next = until !== undefined && gate.gates === undefined ? `wait until ${instantFrom(until, now)}` : remedy;
  return [
    ...told,
    ...(people?.counted ?? []).map((word) => counted(word, { colours, ...view })),
    ...(people?.ignored ?? []).map((word) => dim(`– ${plain(word.by)}: ${marked(word.why ?? "does not count", colours)}`)),
    ...(note === undefined ? [] : [{ text: plain(note) }]),
    ...(next === undefined ? [] : [{ lead: arrow, text: marked(next, colours) }]),
    dim([`${plain(location.file)}:${location.line}`, ...(docs === undefined ? [] : [plain(docs)])].join(" · ")),
  ];
};

const counted = ({ by, at, said, assurance }: Word, { colours }: View): Detail => {
  const how = [
    ...(said === undefined || said === "approve" ? [] : [plain(said)]),
    at.slice(0, 10),
    ...(assurance === undefined ? [] : [assurance]),
  ];
  return { text: `${colours.green("✓")} ${plain(by)}  ${colours.dim(how.join(" · "))}` };
};

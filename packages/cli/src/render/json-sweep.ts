import type { GateResult } from "@muster/core";
import type { SweepFormat } from "./formats.js";

/** One JSON document that is written as the sweep goes on, a candidate a line; the decision in full is what `check` tells. */
export const jsonSweep: SweepFormat = {
  begin: ({ at, sweep: { to } }) => `{"to":${JSON.stringify(to)},"at":${JSON.stringify(at)},"candidates":[`,
  candidate: (swept, _view, isFirst) => {
    const { model, version, verdict } = swept;
    const why = "problem" in swept ? { problem: swept.problem } : { gates: swept.gates.filter(isOpen).map(inShort) };
    return `${isFirst ? "" : ","}\n${JSON.stringify({ model, version, verdict, ...why })}`;
  },
  end: ({ to: _to, ...summary }) => `\n],"summary":${JSON.stringify(summary)}}\n`,
};

const isOpen = ({ outcome }: GateResult): boolean => outcome !== "passed" && outcome !== "skipped";

const inShort = ({ id, level, outcome, code, message }: GateResult) => ({ id, level, outcome, code, message });

import type { Decision, GateResult } from "@muster/core";
import type { Texts } from "../texts.js";
import { allGates } from "./gates.js";

type People = NonNullable<GateResult["people"]>;

/** Whose word counts for a gate, and who can still give theirs. */
export interface GateOfPeople {
  readonly gate: GateResult;
  readonly people: People;
  /** How many are missing. */
  readonly missing: number;
}

/** The gates that ask for people's approvals, however deep, as far as they apply. */
export const approvalsIn = ({ gates }: Decision): readonly GateOfPeople[] =>
  allGates(gates).flatMap((gate) =>
    gate.people === undefined || gate.kind !== "approvals" || gate.outcome === "skipped"
      ? []
      : [{ gate, people: gate.people, missing: Math.max(0, gate.people.needed - gate.people.counted.length) }],
  );

/** Where everybody who may approve for a gate has: it waits only while others can take over what those do for another gate. */
export const nobodyLeft = ({ kind, outcome }: GateResult, texts: Texts): string =>
  kind === "approvals" && outcome === "waiting" ? texts.roomElsewhere : texts.nobodyElse;

import { isScalar } from "yaml";
import { allGates, keyOfGate, type WrittenGate } from "../../documents/gates.js";
import { textAt } from "../../documents/tree.js";
import { replacing } from "../changes.js";
import type { PolicySite, Repair } from "../repair.js";

const lower = ["min", "above"];
const upper = ["max", "below"];

const boundOf = (gate: WrittenGate, key: string) => {
  const value = keyOfGate(gate, key)?.value;
  return isScalar(value) && typeof value.value === "number"
    ? { node: value, number: value.value, written: value.source ?? String(value.value) }
    : undefined;
};

/** Bounds that exclude each other and would not if they changed places. */
export const swapBounds = ({ document, gate, spot }: PolicySite): readonly Repair[] => {
  const high = String(spot.path.at(-1));
  const greater = gate && upper.includes(high) ? boundOf(gate, high) : undefined;
  if (gate === undefined || greater === undefined) return [];
  return lower.flatMap((low) => {
    const less = boundOf(gate, low);
    if (less === undefined || less.number <= greater.number) return [];
    const changes = [replacing(document, less.node, greater.written), replacing(document, greater.node, less.written)];
    return [{ title: `swap \`${low}\` and \`${high}\``, changes, isPreferred: true }];
  });
};

/** As much as the strictest gate of the policy asks of the same metric. */
export const tightenBound = ({ document, gate, spot }: PolicySite): readonly Repair[] => {
  const key = String(spot.path.at(-1));
  const own = gate && boundOf(gate, key);
  if (gate === undefined || own === undefined) return [];
  const others = allGates(document)
    .filter((one) => textAt(one.node, "metric") === textAt(gate.node, "metric"))
    .flatMap((one) => boundOf(one, key) ?? []);
  const isStricter = (one: number, other: number) => (lower.includes(key) ? one > other : one < other);
  const strictest = others.reduce((found, one) => (isStricter(one.number, found.number) ? one : found), own);
  if (strictest === own) return [];
  return [{ title: `change to \`${strictest.written}\``, changes: [replacing(document, own.node, strictest.written)], isPreferred: true }];
};

import { builtInGates } from "@muster/core";
import { spanOf } from "../../documents/ranges.js";
import { keyOf, type Entry } from "../../documents/tree.js";
import { indentOf, isBlock, newlineOf, removing } from "../changes.js";
import type { PolicySite, Repair } from "../repair.js";

/** Makes two gates of one that has two kinds: what only the second kind knows goes with it. */
export const splitGate = ({ document, gate, spot }: PolicySite): readonly Repair[] => {
  const second = String(spot.path.at(-1));
  if (gate?.kind === undefined || !isBlock(gate.node)) return [];
  const known = keysOf(second);
  const first = keysOf(keyOf(gate.kind));
  const moving = gate.node.items.filter((entry) => keyOf(entry) === second || (known.has(keyOf(entry)) && !first.has(keyOf(entry))));
  const removals = moving.map((entry) => removing(document, gate.node, entry));
  if (moving.length === gate.node.items.length || removals.includes(undefined)) return [];
  const { text } = document.yaml.source;
  const start = spanOf(gate.node, document).start;
  const dash = indentOf(text, text.lastIndexOf("-", start));
  const lines = moving.map((entry) => writtenEntry(entry, text, document));
  const before = text.lastIndexOf("\n", start - 1) + 1;
  const inserted = `${dash}- ${lines.join(`${newlineOf(text)}${indentOf(text, start)}`)}${newlineOf(text)}`;
  const changes = [{ span: { start: before, end: before }, text: inserted }, ...removals.filter((one) => one !== undefined)];
  return [{ title: `make two gates of it`, changes, isPreferred: true }];
};

const keysOf = (kind: string): ReadonlySet<string> =>
  new Set(Object.keys(builtInGates.find((one) => one.kind === kind)?.schema.properties ?? {}));

const writtenEntry = (entry: Entry, text: string, document: PolicySite["document"]): string =>
  text.slice(spanOf(entry.key, document).start, entry.value === null ? spanOf(entry.key, document).end : spanOf(entry.value, document).end);

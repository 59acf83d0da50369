import { builtInGates } from "@muster/core";
import { spanOf } from "../../documents/ranges.js";
import { keyOf, type Entry } from "../../documents/tree.js";
import { isBlock, removing } from "../changes.js";
import type { PolicySite, Repair } from "../repair.js";
import { indentOf, lineEndAt, newlineOf } from "../../documents/lines.js";

/** Makes two gates of one that has two kinds: what only the second kind knows goes with it. */
export const splitGate = ({ document, gate, spot }: PolicySite): readonly Repair[] => {
  const second = String(spot.path.at(-1));
  if (gate?.kind === undefined || !isBlock(gate.node)) return [];
  const [known, first] = [keysOf(second), keysOf(keyOf(gate.kind))];
  const moving = gate.node.items.filter((entry) => keyOf(entry) === second || (known.has(keyOf(entry)) && !first.has(keyOf(entry))));
  const removals = moving.flatMap((entry) => removing(document, gate.node, entry) ?? []);
  if (moving.length === gate.node.items.length || removals.length < moving.length) return [];

  const { text } = document.yaml.source;
  const newline = newlineOf(text);
  const { start, end } = spanOf(gate.node, document);
  const dash = indentOf(text, text.lastIndexOf("-", start));
  const written = moving.map((entry) => writtenEntry(entry, document)).join(`${newline}${indentOf(text, start)}`);
  const last = lineEndAt(text, end);
  const isMoved = moving.at(-1) === gate.node.items.at(-1);
  // The last line may have no end; where it is moved, the line before it has one.
  const at = last === text.length ? last : last + newline.length;
  const before = at === text.length && !text.endsWith("\n") && !isMoved ? newline : "";
  const insertion = { span: { start: at, end: at }, text: `${before}${dash}- ${written}${newline}` };
  return [{ title: "make two gates of it", changes: [...removals, insertion], isPreferred: true }];
};

const keysOf = (kind: string): ReadonlySet<string> =>
  new Set(Object.keys(builtInGates.find((one) => one.kind === kind)?.schema.properties ?? {}));

const writtenEntry = ({ key, value }: Entry, document: PolicySite["document"]): string =>
  document.yaml.source.text.slice(spanOf(key, document).start, spanOf(value ?? key, document).end);

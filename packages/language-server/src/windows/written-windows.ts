import { nextStarts, type Covered } from "@muster/core";
import { isMap, isScalar, type Node, type YAMLMap } from "yaml";
import type { Document } from "../documents/document.js";
import { allGates } from "../documents/gates.js";
import { inWords } from "../words/duration.js";
import { entriesOf, entryAt, itemsOf, keyOf, type Entry } from "../documents/tree.js";

/** Of JavaScript's dates. */
const lastDate = 8.64e15;

type Window = Parameters<typeof nextStarts>[0];

/** A window of a `windows` gate as it is written. */
export interface WrittenWindow {
  readonly node: YAMLMap<Node, Node | null>;
  readonly isDeny: boolean;
  /** The entry of its schedule; undefined where it is absolute. */
  readonly schedule: Entry | undefined;
  readonly timeZone: string;
  /** The next times that it covers; none where it cannot be read. */
  next(after: number, count: number): readonly Covered[];
}

export const writtenWindows = (document: Document): readonly WrittenWindow[] =>
  allGates(document).flatMap(({ kind }) =>
    kind === undefined || keyOf(kind) !== "windows"
      ? []
      : (["allow", "deny"] as const).flatMap((list) =>
          itemsOf(entryAt(kind.value, list)?.value).flatMap((node) =>
            isMap<Node, Node | null>(node) ? [windowOf(node, list === "deny")] : [],
          ),
        ),
  );

const windowOf = (node: YAMLMap<Node, Node | null>, isDeny: boolean): WrittenWindow => {
  const texts = new Map(
    entriesOf(node).flatMap((entry) =>
      isScalar(entry.value) && typeof entry.value.value === "string" ? [[keyOf(entry), entry.value.value] as const] : [],
    ),
  );
  const isWhole =
    ((["schedule", "timeZone"] as const).every((key) => texts.has(key)) && inWords(texts.get("duration") ?? "") !== undefined) ||
    (["from", "to"] as const).every((key) => texts.has(key));
  const window = Object.fromEntries(texts) as unknown as Window;
  return {
    node,
    isDeny,
    schedule: entryAt(node, "schedule"),
    timeZone: texts.get("timeZone") ?? "UTC",
    next: (after, count) => (isWhole ? nextStarts(window, after, count).filter(({ end }) => end <= lastDate) : []),
  };
};

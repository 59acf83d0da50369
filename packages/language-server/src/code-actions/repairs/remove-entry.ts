import { startOf } from "@muster/core/editor";
import { isMap, isPair, type Node } from "yaml";
import { keyOf, type Entry } from "../../documents/tree.js";
import { removing } from "../changes.js";
import type { Repair, Site } from "../repair.js";

/** The entry whose key the problem stands at. */
const entryOf = ({ spot, problem }: Site): Entry | undefined => {
  const container = spot.containers.at(-1);
  if (!isMap<Node, Node | null>(container)) return undefined;
  return container.items.find((entry) => isPair(entry) && startOf(entry.key) === problem.range.start.offset);
};

/** Takes out the key that the problem stands at, with its value. */
export const removeKey = (site: Site): readonly Repair[] => {
  const entry = entryOf(site);
  const container = site.spot.containers.at(-1);
  const change = entry && container && removing(site.document, container, entry);
  return entry === undefined || change === undefined ? [] : [{ title: `remove \`${keyOf(entry)}\``, changes: [change] }];
};

/** The same, where nothing else was meant: of two entries of one key the second does not count. */
export const removeSecondKey = (site: Site): readonly Repair[] => removeKey(site).map((repair) => ({ ...repair, isPreferred: true }));

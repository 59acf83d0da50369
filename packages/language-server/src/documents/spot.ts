import { startOf } from "@muster/core/editor";
import { isMap, isPair, isScalar, type Node, type Scalar } from "yaml";
import { spanOf } from "./ranges.js";
import type { Document } from "./document.js";
import { isContainer, keyOf, type Container, type Entry, type Path } from "./tree.js";

/** Where a position is in a tree. */
export interface Spot {
  /** From the root to what the position is in; with the key where it is in a key. */
  readonly path: Path;
  /** The container at each length of the path. */
  readonly containers: readonly Container[];
  /** The key or value that the position touches. */
  readonly scalar: Scalar | undefined;
  readonly isKey: boolean;
}

/** Descends to what stands at an offset, by where things begin. */
export const spotAt = (document: Document, offset: number): Spot => {
  const path: (string | number)[] = [];
  const containers: Container[] = [];
  const spot = (scalar?: Scalar, isKey = false): Spot => ({ path, containers, scalar, isKey });
  const isAt = (node: Node): node is Scalar => {
    const { start, end } = spanOf(node, document);
    return isScalar(node) && start <= offset && offset <= end;
  };
  let node: unknown = document.yaml.root;
  while (isContainer(node)) {
    containers.push(node);
    const items: readonly (Node | Entry)[] = node.items;
    const index = items.findLastIndex((item) => startOf(isPair(item) ? item.key : item) <= offset);
    const item = items[index];
    if (item === undefined) return spot();
    if (!isPair<Node, Node | null>(item)) {
      path.push(index);
      node = item;
      continue;
    }
    path.push(isMap(node) ? keyOf(item) : index);
    if (isAt(item.key)) return spot(item.key, true);
    node = item.value !== null && startOf(item.value) <= offset ? item.value : undefined;
  }
  return isScalar(node) && isAt(node) ? spot(node) : spot();
};

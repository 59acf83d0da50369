import { isMap, isPair, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from "yaml";

export type Path = readonly (string | number)[];
export type Entry = Pair<Node, Node | null>;
export type Container = YAMLMap<Node, Node | null> | YAMLSeq<Node | Entry>;

export const isContainer = (node: unknown): node is Container => isMap(node) || isSeq(node);

export const keyOf = ({ key }: Entry): string => (isScalar(key) ? String(key.value) : "");

export const entriesOf = (node: unknown): readonly Entry[] => (isMap<Node, Node | null>(node) ? node.items : []);

/** The items of a list; what YAML takes for a pair (`[a: b]`) is none. */
export const itemsOf = (node: unknown): readonly Node[] =>
  isSeq<Node | Entry>(node) ? node.items.filter((item): item is Node => !isPair(item)) : [];

export const entryAt = (node: unknown, key: string): Entry | undefined => entriesOf(node).find((entry) => keyOf(entry) === key);

/** What stands beneath a path. */
export const nodeAt = (root: unknown, path: Path): Node | null | undefined => {
  let node = root;
  for (const key of path) {
    if (typeof key === "number") node = isSeq(node) ? node.items[key] : undefined;
    else node = entryAt(node, key)?.value;
  }
  return node as Node | null | undefined;
};

export const textAt = (root: unknown, ...path: Path): string | undefined => {
  const node = nodeAt(root, path);
  return isScalar(node) && typeof node.value === "string" ? node.value : undefined;
};

export interface Leaf {
  readonly scalar: Scalar;
  /** For a key: up to and with it. */
  readonly path: Path;
  readonly isKey: boolean;
}

/** Every scalar of a tree, keys too, in the order of the text. */
export function* leavesOf(node: unknown, path: Path = []): Generator<Leaf> {
  if (isScalar(node)) yield { scalar: node, path, isKey: false };
  for (const entry of entriesOf(node)) {
    const inner = [...path, keyOf(entry)];
    if (isScalar(entry.key)) yield { scalar: entry.key, path: inner, isKey: true };
    yield* leavesOf(entry.value, inner);
  }
  if (isSeq(node)) for (const [index, item] of node.items.entries()) yield* leavesOf(item, [...path, index]);
}

import { builtInGates } from "@muster/core";
import { isMap, isScalar, type Node, type YAMLMap } from "yaml";
import type { Document } from "./document.js";
import { entriesOf, entryAt, itemsOf, keyOf, nodeAt, textAt, type Entry, type Path } from "./tree.js";

/** A gate of a policy as it is written. */
export interface WrittenGate {
  readonly node: YAMLMap<Node, Node | null>;
  readonly path: Path;
  /** The entry of its kind key; undefined where it has none that is known. */
  readonly kind: Entry | undefined;
  /** Those of `anyOf` and `allOf`. */
  readonly nested: readonly WrittenGate[];
}

export interface WrittenStage {
  readonly node: YAMLMap<Node, Node | null>;
  readonly path: Path;
  readonly name: string | undefined;
  readonly gates: readonly WrittenGate[];
  readonly rollback: readonly WrittenGate[];
}

/** The keys of which a gate has exactly one. */
export const kindKeys: ReadonlySet<string> = new Set([...builtInGates.map(({ kind }) => kind), "uses"]);

/** The stages of a policy, whatever is wrong with it. */
export const writtenStages = ({ yaml }: Document): readonly WrittenStage[] => {
  const root = yaml.root;
  return itemsOf(nodeAt(root, ["stages"])).flatMap((node, index): readonly WrittenStage[] => {
    if (!isMap<Node, Node | null>(node)) return [];
    const path = ["stages", index];
    return [
      {
        node,
        path,
        name: textAt(node, "name"),
        gates: gatesIn(node, path, ["gates"]),
        rollback: gatesIn(node, path, ["rollback", "gates"]),
      },
    ];
  });
};

const gatesIn = (container: Node, at: Path, below: Path): readonly WrittenGate[] =>
  itemsOf(nodeAt(container, below)).flatMap((node, index) => {
    if (!isMap<Node, Node | null>(node)) return [];
    const path = [...at, ...below, index];
    const kind = entriesOf(node).find((entry) => kindKeys.has(keyOf(entry)));
    const nestedKey = kind === undefined ? "" : keyOf(kind);
    const nested = nestedKey === "anyOf" || nestedKey === "allOf" ? gatesIn(node, path, [nestedKey]) : [];
    return [{ node, path, kind, nested }];
  });

/** A gate with those nested in it. */
export const gatesWithin = (gate: WrittenGate): readonly WrittenGate[] => [gate, ...gate.nested.flatMap(gatesWithin)];

/** Every gate of a policy, nested ones too. */
export const allGates = (document: Document): readonly WrittenGate[] =>
  writtenStages(document).flatMap(({ gates, rollback }) => [...gates, ...rollback].flatMap(gatesWithin));

/** How people call it: its `id`, else its kind and what that is about. */
export const gateTitle = ({ node, kind }: WrittenGate): string => {
  const id = textAt(node, "id");
  if (id !== undefined) return id;
  if (kind === undefined) return "gate";
  return isScalar(kind.value) && kind.value.source ? `${keyOf(kind)}: ${kind.value.source}` : keyOf(kind);
};

export const keyOfGate = ({ node }: WrittenGate, key: string): Entry | undefined => entryAt(node, key);

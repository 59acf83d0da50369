/** The law of reading by pieces: what comes of it is what comes of reading the whole text. */
import assert from "node:assert/strict";
import { parsePolicy, type ParsedPolicy } from "@muster/core";
import { endOf, startOf, type Compose } from "@muster/core/editor";
import { isAlias, isMap, isPair, isScalar, isSeq } from "yaml";

const file = "fuzz.promotion.yaml";

/** `compose` may know the file as it was before. */
export const readsAlike = (text: string, compose: Compose): void =>
  assert.deepEqual(
    everythingOf(parsePolicy({ file, text }, { compose })),
    everythingOf(parsePolicy({ file, text })),
    "a text is read otherwise by pieces",
  );

/** All that can be learned of a policy's text. */
const everythingOf = ({ policy, diagnostics, digest, texts, sources, document }: ParsedPolicy) => ({
  policy,
  diagnostics,
  digest,
  texts,
  data: document.data,
  isWhole: document.isWhole,
  syntax: document.diagnostics,
  comments: document.comments,
  tree: treeOf(document.root),
  places: containersIn(document.data).map((container) => {
    const place = sources.placeOf(container);
    return place && [startOf(place.node), endOf(place.node, place.source.text)];
  }),
});

const treeOf = (node: unknown): unknown => {
  if (isPair(node)) return [treeOf(node.key), treeOf(node.value)];
  // A merge key's value is another symbol at each reading.
  if (isScalar(node))
    return [
      ...propertiesOf(node),
      typeof node.value === "symbol" ? String(node.value) : node.value,
      node.source,
      node.type,
      node.range?.[1],
    ];
  if (isAlias(node)) return [...propertiesOf(node), node.source, node.range?.[1]];
  if (!isMap(node) && !isSeq(node)) return node;
  return [...propertiesOf(node), isMap(node), node.flow, node.flow === true && node.range?.[1], ...node.items.map(treeOf)];
};

const propertiesOf = ({ range, anchor, tag }: { readonly range?: readonly number[] | null; anchor?: string; tag?: string }) => [
  range?.[0],
  anchor,
  tag,
];

const containersIn = (data: unknown): readonly object[] =>
  typeof data === "object" && data !== null ? [data, ...Object.values(data).flatMap(containersIn)] : [];

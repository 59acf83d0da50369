import { Alias, isAlias, isMap, isPair, isScalar, isSeq, Pair, Scalar, YAMLMap, YAMLSeq, type Node } from "yaml";
import { compose, type Compose, type Composition } from "./compose.js";
import { outlineOf, shortItem, type Outline, type Piece } from "./pieces.js";
import { mostErrors, type Comment } from "./tokens.js";

/** What a piece of a text was composed to; offsets are those in the piece. */
interface ComposedPiece {
  readonly item: Node;
  readonly comments: readonly Comment[];
}

/** By their texts; undefined for those that do not end where the next item begins, or in which something is wrong. */
type ComposedPieces = ReadonlyMap<string, ComposedPiece | undefined>;

/** What was read of the text that a file had last. */
interface LastReading {
  readonly outline: string;
  readonly composition: ReturnType<Compose>;
  readonly pieces: ComposedPieces;
}

/**
 * Composes every text as `compose` does, and reads only what was not in the file before: items of lists are read by
 * themselves, and put in their places in what is left. Where that could make a difference, the whole text is read.
 */
export const composerByPieces = (): Compose => {
  const readings = new Map<string, LastReading>();

  const byPieces = (text: string, depth: number, file: string): Composition | undefined => {
    const outline = outlineOf(text);
    if (outline === undefined) return undefined;
    const last = readings.get(file);
    const reading = {
      outline: outline.text,
      composition: last?.outline === outline.text ? last.composition : compose(outline.text, depth, file),
      pieces: composeAll(outline, depth, last?.pieces),
    };
    readings.set(file, reading);
    return "root" in reading.composition ? putTogether(reading.composition, outline, reading.pieces) : undefined;
  };

  // Where neither a piece nor what is around it is nested deeper than half, both together are not too deep.
  return (text, depth, file) => byPieces(text, Math.floor(depth / 2), file) ?? compose(text, depth, file);
};

const composeAll = ({ runs, column }: Outline, depth: number, known?: ComposedPieces): ComposedPieces => {
  const texts = runs.flatMap(({ pieces }) => pieces.map(({ text }) => text));
  return new Map(texts.map((text) => [text, known?.has(text) === true ? known.get(text) : composePiece(text, column, depth)]));
};

/** An item, read with another one behind it. Undefined where it does not end where that begins, as with quotes that are not closed. */
const composePiece = (text: string, column: number, depth: number): ComposedPiece | undefined => {
  const composition = compose(`${text}${" ".repeat(column)}- ${shortItem}\n`, depth, "");
  if (!("root" in composition) || composition.second !== undefined) return undefined;
  const { root, comments, complaints } = composition;
  // How something wrong is read depends on what follows it.
  if (complaints.length > 0 || !isSeq<Node>(root) || root.flow === true || root.items.length !== 2) return undefined;
  const [item, next] = root.items;
  return item && isShortItem(next, text.length + column + 2) ? { item, comments } : undefined;
};

const isShortItem = (node: unknown, at: number): boolean =>
  isScalar(node) && node.source === shortItem && node.range?.[0] === at && node.range[1] === at + shortItem.length;

/** Undefined where a run does not stand for items of a list, but in quotes, say; or where something is wrong just there. */
const putTogether = ({ root, comments, complaints, second, ...rest }: Composition, { runs }: Outline, known: ComposedPieces) => {
  const toText = (offset: number): number => offset + runs.reduce((sum, { after, longer }) => (after <= offset ? sum + longer : sum), 0);
  const placed = ({ pieces }: { readonly pieces: readonly Piece[] }) =>
    pieces.flatMap(({ start, text }) => {
      const piece = known.get(text);
      return piece === undefined ? [] : { ...piece, toText: (offset: number) => start + offset };
    });
  const pieces = runs.flatMap(placed);
  const left = new Map(runs.map((run) => [run.at, run]));
  const itemsOf = (item: Node): readonly Node[] | undefined => {
    const at = item.range?.[0] ?? -1;
    const run = isShortItem(item, at) ? left.get(at) : undefined;
    if (run === undefined) return undefined;
    left.delete(at);
    return placed(run).map((piece) => moved(piece.item, piece.toText));
  };
  const composition: Composition = {
    ...rest,
    root: root && moved(root, toText, itemsOf),
    comments: [{ comments, toText }, ...pieces]
      .flatMap((part) => part.comments.map((one) => ({ ...one, offset: part.toText(one.offset) })))
      .sort((one, other) => one.offset - other.offset),
    complaints: complaints.map((one) => ({ ...one, start: toText(one.start), end: toText(one.end) })),
    ...(second !== undefined && { second: toText(second) }),
  };
  const isWhole = left.size === 0 && pieces.length === runs.reduce((sum, run) => sum + run.pieces.length, 0);
  const isSound = complaints.every(({ start, end }) => runs.every(({ at, after }) => after <= start || end < at));
  // With as many complaints a whole text is read no further.
  return isWhole && isSound && composition.complaints.length < mostErrors ? composition : undefined;
};

/** A copy of a tree with other offsets, and with several items for those of a list that `itemsOf` knows. */
const moved = (node: Node, to: (offset: number) => number, itemsOf?: (item: Node) => readonly Node[] | undefined): Node => {
  const place = node.range ? { range: node.range.map(to) as [number, number, number] } : {};
  if (isScalar(node)) return Object.assign(new Scalar(node.value), node, place);
  if (isAlias(node)) return Object.assign(new Alias(node.source), node, place);
  const pair = ({ key, value }: Pair<Node, Node | null>) => new Pair(moved(key, to, itemsOf), value && moved(value, to, itemsOf));
  if (isMap<Node, Node | null>(node)) return Object.assign(new YAMLMap(node.schema), node, place, { items: node.items.map(pair) });
  const list = node as YAMLSeq<Node | Pair<Node, Node | null>>;
  const several = list.flow === true ? undefined : itemsOf;
  const items = list.items.flatMap((item) =>
    isPair<Node, Node | null>(item) ? pair(item) : (several?.(item) ?? moved(item, to, itemsOf)),
  );
  return Object.assign(new YAMLSeq(node.schema), node, place, { items });
};

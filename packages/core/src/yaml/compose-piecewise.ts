import { Alias, isAlias, isMap, isPair, isScalar, isSeq, Pair, Scalar, YAMLMap, YAMLSeq, type Node } from "yaml";
import { compose, type Complaint, type Compose, type Composition } from "./compose.js";
import { outlineOf, shortItem, type Outline } from "./pieces.js";
import { mostErrors, type Comment } from "./tokens.js";

/** What a piece of a text was composed to; offsets are those in the piece. */
interface ComposedPiece {
  readonly item: Node;
  readonly comments: readonly Comment[];
  readonly complaints: readonly Complaint[];
}

/** By their texts; undefined for those that do not end where the next item begins. */
type ComposedPieces = ReadonlyMap<string, ComposedPiece | undefined>;

/** A piece where it stands; offsets are those in the whole text. */
interface PlacedPiece extends ComposedPiece {
  readonly composed: ComposedPiece;
}

/** By where they begin. */
type PlacedPieces = ReadonlyMap<number, PlacedPiece>;

/** What was read of the text that a file had last. */
interface LastReading {
  readonly outline: string;
  readonly composition: ReturnType<Compose>;
  readonly composed: ComposedPieces;
  readonly placed: PlacedPieces;
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
    const composed = composeAll(outline, depth, last?.composed);
    const reading = {
      outline: outline.text,
      composition: last?.outline === outline.text ? last.composition : compose(outline.text, depth, file),
      composed,
      placed: placeAll(outline, composed, last?.placed),
    };
    readings.set(file, reading);
    return "root" in reading.composition ? putTogether(reading.composition, outline, reading.placed) : undefined;
  };

  // Where neither a piece nor what is around it is nested deeper than half, both together are not too deep.
  return (text, depth, file) => byPieces(text, Math.floor(depth / 2), file) ?? compose(text, depth, file);
};

const composeAll = ({ runs, column }: Outline, depth: number, known?: ComposedPieces): ComposedPieces => {
  const texts = runs.flatMap(({ pieces }) => pieces.map(({ text }) => text));
  return new Map(texts.map((text) => [text, known?.has(text) === true ? known.get(text) : composePiece(text, column, depth)]));
};

const placeAll = ({ runs }: Outline, all: ComposedPieces, known?: PlacedPieces): PlacedPieces => {
  const placed = new Map<number, PlacedPiece>();
  for (const { start, text } of runs.flatMap(({ pieces }) => pieces)) {
    const composed = all.get(text);
    if (composed === undefined) continue;
    const before = known?.get(start);
    placed.set(start, before?.composed === composed ? before : placePiece(composed, start));
  }
  return placed;
};

const placePiece = (composed: ComposedPiece, start: number): PlacedPiece => {
  const to = (offset: number): number => start + offset;
  const { item, comments, complaints } = composed;
  return { composed, item: moved(item, to), comments: movedComments(comments, to), complaints: movedComplaints(complaints, to) };
};

const movedComments = (comments: readonly Comment[], to: (offset: number) => number): readonly Comment[] =>
  comments.map((one) => ({ ...one, offset: to(one.offset) }));

const movedComplaints = (complaints: readonly Complaint[], to: (offset: number) => number): readonly Complaint[] =>
  complaints.map((one) => ({ ...one, start: to(one.start), end: to(one.end) }));

/**
 * An item, read with two others behind it. Undefined where it does not end where the first of them begins, as with quotes
 * that are not closed. A bracket that is not closed ends there, but its error makes the library misjudge how far that line
 * is indented: it takes the second one for more of the first. Whatever else is wrong in an item is wrong in it alone.
 */
const composePiece = (text: string, column: number, depth: number): ComposedPiece | undefined => {
  const follower = `${" ".repeat(column)}- ${shortItem}\n`;
  const composition = compose(text + follower.repeat(2), depth, "");
  if (!("root" in composition) || composition.second !== undefined) return undefined;
  const { root, comments, complaints } = composition;
  if (!isSeq<Node>(root) || root.flow === true || root.items.length !== 3) return undefined;
  const [item, next] = root.items;
  const isClosed = isShortItem(next, text.length + column + 2) && complaints.every(({ end }) => end <= text.length);
  return item && isClosed ? { item, comments, complaints } : undefined;
};

/** An anchor or a tag of it would be one that stands before it, and is meant for what the short item stands for. */
const isShortItem = (node: unknown, at: number): boolean =>
  isScalar(node) &&
  node.source === shortItem &&
  node.range?.[0] === at &&
  node.range[1] === at + shortItem.length &&
  node.anchor === undefined &&
  node.tag === undefined;

/** Undefined where a run does not stand for items of a list, but in quotes, say; or where something is wrong just there. */
const putTogether = ({ root, comments, complaints, second, ...rest }: Composition, { runs }: Outline, placed: PlacedPieces) => {
  const toText = (offset: number): number => offset + runs.reduce((sum, { after, longer }) => (after <= offset ? sum + longer : sum), 0);
  const pieces = [...placed.values()];
  const left = new Map(runs.map((run) => [run.at, run]));
  const itemsOf = (item: Node): readonly Node[] | undefined => {
    const at = item.range?.[0] ?? -1;
    const run = isShortItem(item, at) ? left.get(at) : undefined;
    if (run === undefined) return undefined;
    left.delete(at);
    return run.pieces.flatMap(({ start }) => placed.get(start)?.item ?? []);
  };
  const composition: Composition = {
    ...rest,
    root: root && moved(root, toText, itemsOf),
    comments: [movedComments(comments, toText), ...pieces.map((piece) => piece.comments)]
      .flat()
      .sort((one, other) => one.offset - other.offset),
    complaints: [movedComplaints(complaints, toText), ...pieces.map((piece) => piece.complaints)].flat(),
    ...(second !== undefined && { second: toText(second) }),
  };
  const isWhole = left.size === 0 && pieces.length === runs.reduce((sum, run) => sum + run.pieces.length, 0);
  // Where something is wrong there, the place that is told can depend on what stands in the run.
  const isSound = complaints.every(({ start, end }) => runs.every((run) => run.until < start || end < run.start));
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

import { canonicalJson } from "../canonical/digest.js";
import { readInstant } from "../time/instant.js";

/** A word with its instant, in milliseconds since 1970-01-01T00:00Z. */
export interface Dated<Word> {
  readonly word: Word;
  /** Undefined where it is dated with something that is not an instant. */
  readonly at: number | undefined;
}

/** Words with the instant of each: the newest first, and of several in the same instant the most cautious. Their order in the evidence does not matter. */
export const newestFirst = <Word extends { readonly at: string; readonly by: string }>(
  words: readonly Word[],
  cautionOf: (word: Word) => number,
): readonly Dated<Word>[] =>
  words
    .map((word) => ({ word, at: readInstant(word.at) }))
    .sort(
      (a, b) =>
        (b.at ?? 0) - (a.at ?? 0) ||
        cautionOf(b.word) - cautionOf(a.word) ||
        compare(a.word.by, b.word.by) ||
        compare(canonicalJson(a.word), canonicalJson(b.word)),
    );

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

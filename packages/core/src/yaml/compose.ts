import { Composer, type Node } from "yaml";
import { readTokens, type Comment } from "./tokens.js";

/** What the YAML library complains of. */
export interface Complaint {
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** A text as the YAML library reads it. Offsets are those of the text. */
export interface Composition {
  /** Null where the text holds nothing but comments. */
  readonly root: Node | null;
  readonly comments: readonly Comment[];
  /** Errors, then warnings. */
  readonly complaints: readonly Complaint[];
  /** What a `%YAML` line asks for. */
  readonly version?: string;
  /** Where a second document begins. */
  readonly second?: number;
}

/** Nothing but the comments that stand before it was read. */
export interface TooDeep {
  readonly comments: readonly Comment[];
  readonly tooDeepAt: number;
}

/** Reads the text of a file with at most `depth` collections within one another. */
export type Compose = (text: string, depth: number, file: string) => Composition | TooDeep;

/** Linear in the text's length. */
export const compose: Compose = (text, depth) => {
  const { tokens, comments, tooDeepAt } = readTokens(text, depth);
  if (tooDeepAt !== undefined) return { comments, tooDeepAt };
  const composer = new Composer({ uniqueKeys: false, prettyErrors: false, logLevel: "silent", resolveKnownTags: false });
  const [first, second] = composer.compose(tokens, true, text.length);
  if (first === undefined) throw new Error("a stream was composed to no document although one was asked for");
  const { explicit, version } = first.directives.yaml;
  return {
    root: first.contents,
    comments,
    complaints: [...first.errors, ...first.warnings].map(({ code, message, pos: [start, end] }) => ({ code, message, start, end })),
    ...(explicit === true && { version }),
    ...(second && { second: second.range[0] }),
  };
};

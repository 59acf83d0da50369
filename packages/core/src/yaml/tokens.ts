import { CST, Lexer, Parser } from "yaml";

/** A comment, from its `#` to the end of its line. */
export interface Comment {
  readonly offset: number;
  readonly text: string;
}

export interface Tokens {
  readonly tokens: readonly CST.Token[];
  readonly comments: readonly Comment[];
  /** The offset at which the nesting went beyond `depth`; nothing was read after it. */
  readonly tooDeepAt?: number;
}

/** Each error costs the library a stack trace, and nobody mends more at a time. */
export const mostErrors = 100;

/**
 * The syntax tree of a text. Reading stops at `depth` collections within one another, so that nothing beneath can exhaust
 * the stack, and at too many errors (or directives, of which none has a meaning here).
 */
export const readTokens = (text: string, depth: number): Tokens => {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const comments: Comment[] = [];
  let inScalar = false;
  let suspicious = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (!inScalar && lexeme.startsWith("#")) comments.push({ offset: parser.offset, text: lexeme });
    inScalar = !inScalar && lexeme === CST.SCALAR;
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if ((token.type === "error" || token.type === "directive") && (suspicious += 1) > mostErrors) return { tokens, comments };
    }
    // A document and a scalar stand in the stack besides the collections.
    if (parser.stack.length > depth + 2) return { tokens, comments, tooDeepAt: parser.offset };
  }
  tokens.push(...parser.end());
  return { tokens, comments };
};

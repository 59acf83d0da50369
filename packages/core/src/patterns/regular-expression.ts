import { RE2JS } from "@bufbuild/re2";

/** Whether a text contains a match. Linear in the text's length, whatever the expression. */
export type Matcher = (text: string) => boolean;

/** An RE2 expression; or why it is none. */
export const readRegularExpression = (source: string): { readonly matches: Matcher } | { readonly error: string } => {
  try {
    const expression = RE2JS.compile(source);
    return { matches: (text) => expression.test(text) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
};

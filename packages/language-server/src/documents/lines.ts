/** Where the line of an offset begins. */
export const lineStartAt = (text: string, at: number): number => (at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1);

/** Where the line of an offset ends, without its line break. */
export const lineEndAt = (text: string, at: number): number => at + text.slice(at).search(/\r?\n|$/);

/** The blanks under which what stands at an offset is in line. */
export const indentOf = (text: string, at: number): string => " ".repeat(at - lineStartAt(text, at));

/** The line break that a text uses. */
export const newlineOf = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n");

/** A value of a file, in words. */
export const inWords = (value: unknown): string => {
  if (value === null || value === undefined) return "nothing";
  if (typeof value === "string") return `the text ${JSON.stringify(shortened(value))}`;
  if (typeof value === "number") return `the number \`${value}\``;
  if (typeof value === "boolean") return `\`${value}\``;
  return Array.isArray(value) ? "a list" : "a mapping";
};

const typeWords: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  integer: "a whole number",
  boolean: "`true` or `false`",
  array: "a list",
  object: "a mapping",
  null: "nothing",
};

/** JSON Schema types, in words. */
export const typesInWords = (types: readonly string[]): string => eitherOf(types.map((type) => typeWords[type] ?? type));

/** `a, b or c` */
export const eitherOf = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;

export const quoted = (words: readonly unknown[]): readonly string[] => words.map((word) => `\`${String(word)}\``);

/** A text short enough to stand in a message. */
export const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

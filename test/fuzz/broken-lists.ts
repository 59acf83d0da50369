/** Lists as they are while somebody types in them: with brackets, quotes, anchors and blocks of text begun and not ended. */
import type { Random } from "./random.js";

const items = ["- a", "- a: b", "- c: d", "-", "- 0"] as const;
const lines = [
  ...items,
  ...["- b: c # d", "- - a", "- - - a", "- -", " - a", "-\ta", "- a:\tb", "- a:", "- a: b: c", "a: - b", "- @a", "@", "-\u00a0a"],
  ...["- [a", "- [a, b]", "- [", "- ]", "b: [", "b: {", "- {a: b", "- {a: b}", "- a: [b", "]", "}", ",", "[x]: y", "- [x]: y"],
  ...['- "a', "- 'a", '"', "'a'", '"a": b', 'text "', "a: 'b", '- a: "b'],
  ...["- |", "- >-", "a: |", "a: |2", "a: >+", "? ", "? [", "? a", "? - a", "- ? a", "- ? - a", ": c"],
  ...["- &x a", "- &x", "&x", "*x", "- *x", "- *x : b", "- !t a", "!t", "!!str"],
  ...["# c", "  # d", "", "b", "b: c", "b:", "---", "--- a", "...", "%YAML 1.2", "\ufeff", "\t"],
] as const;
const keys = [
  "[",
  "]",
  "{",
  "}",
  '"',
  "'",
  ":",
  ": ",
  "- ",
  " ",
  "\n",
  "\n  ",
  "\r\n",
  "\t",
  " #",
  "|",
  ">",
  "&a ",
  "*a",
  "!x ",
  "? ",
  "\\",
  ",",
] as const;

/** Lines at few columns, many of them items of one list. */
export const brokenList = (random: Random): string => {
  const columns = [0, random.below(3), 2, 2 + random.below(3), 4, 4 + random.below(5)];
  const column = random.pick(columns);
  const share = random.next();
  const line = (): string =>
    random.next() < share ? `${" ".repeat(column)}${random.pick(items)}` : `${" ".repeat(random.pick(columns))}${random.pick(lines)}`;
  const ending = random.below(6) === 0 ? "\r\n" : "\n";
  return `${random.below(3) === 0 ? "k:\n" : ""}${Array.from({ length: 3 + random.below(10) }, () => line() + ending).join("")}`;
};

/** The text after one more key, or one line more, or one that was moved. */
export const typedIn = (text: string, random: Random): string => {
  const at = random.below(text.length + 1);
  const all = text.split("\n");
  const line = random.below(all.length);
  return random.pick([
    () => text.slice(0, at) + random.pick(keys) + text.slice(at),
    () => text.slice(0, at) + text.slice(at + 1 + random.below(3)),
    () => all.toSpliced(line, 0, " ".repeat(random.below(7)) + random.pick(lines)).join("\n"),
    () => all.with(line, random.next() < 0.5 ? `  ${all[line] ?? ""}` : (all[line] ?? "").replace(/^ {1,2}/, "")).join("\n"),
  ])();
};

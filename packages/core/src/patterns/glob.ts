import { Minimatch } from "minimatch";

export type NameMatcher = (name: string) => boolean;

const longest = 1000;

/** The same on every host; no negation, comment, brace or extended syntax: those are names. */
const options = {
  dot: true,
  nonegate: true,
  nocomment: true,
  nobrace: true,
  noext: true,
  preserveMultipleSlashes: true,
  platform: "linux",
} as const;

/** Steps that mean something in a path, so that no wildcard of the library matches them; in a name they are like any other. */
const idleStep = /(?<![^/])\.\.?(?![^/])/;
const withoutIdleSteps = (name: string): string => name.replace(new RegExp(idleStep, "g"), (step) => "_".repeat(step.length));

/** Whether a text is a glob rather than a name: it holds `*`, `?` or `[`. */
export const isGlob = (text: string): boolean => /[*?[]/.test(text);

/**
 * A glob on names whose steps are parted by `/`: `*` and `?` and `[…]` stay within a step, `**` as a whole step crosses any
 * number of them, `\` takes the next character as it is. Matching does not backtrack, whatever the pattern.
 */
export const readGlob = (pattern: string): { readonly matches: NameMatcher } | { readonly error: string } => {
  if (pattern === "") return { error: "it is empty" };
  if (pattern.length > longest) return { error: `it is longer than ${longest} characters` };
  const idle = pattern.split("/").find((step) => step === "." || step === "..");
  if (idle !== undefined) return { error: `the step \`${idle}\` has no meaning in a name` };
  const glob = new Minimatch(pattern, options);
  return { matches: (name) => glob.match(name) || (idleStep.test(name) && glob.match(withoutIdleSteps(name))) };
};

/** Of a policy's `models`: a name that a pattern includes and none that starts with `!` excludes. No name where a pattern cannot be read. */
export const modelMatcher = (patterns: readonly string[]): NameMatcher => {
  const included: NameMatcher[] = [];
  const excluded: NameMatcher[] = [];
  for (const pattern of patterns) {
    const excludes = pattern.startsWith("!");
    const read = readGlob(excludes ? pattern.slice(1) : pattern);
    if ("error" in read) return () => false;
    (excludes ? excluded : included).push(read.matches);
  }
  return (model) => included.some((matches) => matches(model)) && !excluded.some((matches) => matches(model));
};

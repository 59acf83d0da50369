import { relative, resolve, sep } from "node:path";

/** A file as it is called from the folder that the command runs in, with slashes, however it was named. */
export const nameFrom = (cwd: string, path: string): string => relative(cwd, resolve(cwd, path)).split(sep).join("/") || ".";

/** Each file once. */
export const namesFrom = (cwd: string, paths: readonly string[]): readonly string[] => [
  ...new Set(paths.map((path) => nameFrom(cwd, path))),
];

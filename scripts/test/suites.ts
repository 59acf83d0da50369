import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../root.js";

/** The mocha tests of one folder. */
export interface Suite {
  readonly name: string;
  /** What mocha runs, relative to the root: the compiled form of every test in the sources, so that no left-over is run. */
  readonly files: readonly string[];
}

const entriesOf = async (folder: string, recursive: boolean): Promise<readonly string[]> => {
  try {
    return (await readdir(join(root, folder), { recursive })).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
};

/** What runs in a VS Code, and so has an environment of its own. */
export const inVscode = "test/vscode";

/** Tests are written in TypeScript and compiled, or, in the examples, JavaScript as it is. */
const suiteIn = async (name: string, sources: string, compiled: string): Promise<Suite> => {
  const entries = (await entriesOf(sources, true)).filter(
    (entry) => !/(^|\/)(build|node_modules)\//.test(entry) && (name === inVscode || !join(sources, entry).startsWith(inVscode)),
  );
  return {
    name,
    files: entries.flatMap((entry) => {
      if (entry.endsWith(".test.ts")) return [join(compiled, entry.replace(/ts$/, "js"))];
      return /\.test\.m?js$/.test(entry) ? [join(sources, entry)] : [];
    }),
  };
};

/** Every suite of the house that has tests. */
export const suites = async (): Promise<readonly Suite[]> => {
  const packages = (await entriesOf("packages", false)).map((name) => `packages/${name}`);
  const examples = (await entriesOf("examples", false)).map((name) => `examples/${name}`);
  const all = [
    ...packages.map((folder) => suiteIn(folder, `${folder}/test`, `${folder}/build/test`)),
    ...examples.map((folder) => suiteIn(folder, `${folder}/test`, `${folder}/build/test`)),
    suiteIn("test", "test", "test/build"),
    suiteIn(inVscode, inVscode, "test/build/vscode"),
  ];
  return (await Promise.all(all)).filter(({ files }) => files.length > 0);
};

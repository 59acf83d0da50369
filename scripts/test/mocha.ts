import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execute } from "../execute.js";
import { tool } from "../root.js";
import type { Outcome, Step } from "./step.js";
import type { Suite } from "./suites.js";

/** What mocha's `json` reporter writes, as far as it is read here. */
interface MochaResult {
  readonly stats: { readonly passes: number; readonly failures: number };
  readonly pending: readonly { readonly fullTitle: string }[];
  readonly failures: readonly {
    readonly fullTitle: string;
    readonly file?: string;
    readonly err: { readonly message?: string; readonly stack?: string };
  }[];
}

const outcomeOf = ({ stats, pending, failures }: MochaResult, code: number | null, output: string): Outcome => {
  const told = failures.map(({ fullTitle, err }) => `${fullTitle}\n${err.stack ?? err.message ?? ""}\n`);
  // A process that ends badly although every test passed hides something; so does a suite in which nothing ran.
  const hidden = failures.length === 0 && code !== 0 ? [`mocha ended with ${code ?? "a signal"}`] : [];
  const empty = stats.passes + stats.failures + pending.length === 0 ? ["no test ran"] : [];
  const failed = failures.length + hidden.length + empty.length;
  return {
    passed: stats.passes,
    failed,
    skipped: pending.map(({ fullTitle }) => fullTitle),
    report: failed === 0 ? "" : [...told, ...hidden, ...empty, output].join("\n"),
  };
};

/** A step that runs a suite in a process of its own. */
export const mocha = (suite: Suite, after: readonly string[]): Step => ({
  name: `tests in ${suite.name}`,
  after,
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), "muster-mocha-"));
    const result = join(folder, "result.json");
    try {
      const { code, output } = await execute([
        tool("mocha"),
        "--forbid-only",
        "--reporter",
        "json",
        "--reporter-option",
        `output=${result}`,
        ...suite.files,
      ]);
      const text = await readFile(result, "utf8").catch(() => undefined);
      if (text === undefined) return { passed: 0, failed: 1, skipped: [], report: output };
      return outcomeOf(JSON.parse(text) as MochaResult, code, output);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
});

import type { Outcome, Step } from "./step.js";

const line = (name: string, outcome: Outcome, seconds: number) => {
  const mark = outcome.failed === 0 ? "ok    " : "FAILED";
  const skipped = outcome.skipped.length === 0 ? "" : `, ${outcome.skipped.length} skipped`;
  const counts = outcome.passed + outcome.failed === 1 ? "" : `  ${outcome.passed} passed, ${outcome.failed} failed${skipped}`;
  return `${mark} ${name.padEnd(32)} ${seconds.toFixed(1).padStart(6)} s${counts}`;
};

const indented = (text: string) => text.trimEnd().replaceAll(/^(?=.)/gm, "       ");

/** Runs a step, prints what it came to, and turns a step that throws into a failure. */
const runOne = async (step: Step): Promise<Outcome> => {
  const started = performance.now();
  const outcome = await step.run().catch((error: unknown): Outcome => {
    const report = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { passed: 0, failed: 1, skipped: [], report };
  });
  console.log(line(step.name, outcome, (performance.now() - started) / 1000));
  for (const title of outcome.skipped) console.log(indented(`skipped: ${title}`));
  if (outcome.report !== "") console.log(indented(outcome.report));
  return outcome;
};

/** Runs the steps in their order, as many at a time as given, each when those before it have ended. */
export const run = async (steps: readonly Step[], atATime: number): Promise<{ readonly passed: number; readonly failed: number }> => {
  const waiting = [...steps];
  const ended = new Set<string>();
  const running = new Map<string, Promise<void>>();
  let passed = 0;
  let failed = 0;
  const start = (step: Step) => {
    const promise = runOne(step).then((outcome) => {
      passed += outcome.passed;
      failed += outcome.failed;
      ended.add(step.name);
      running.delete(step.name);
    });
    running.set(step.name, promise);
  };
  while (waiting.length > 0 || running.size > 0) {
    const next = running.size < atATime ? waiting.findIndex(({ after }) => after.every((name) => ended.has(name))) : -1;
    if (next >= 0) waiting.splice(next, 1).forEach(start);
    else if (running.size > 0) await Promise.race(running.values());
    else throw new Error(`no step comes before ${waiting.map(({ name }) => name).join(", ")}`);
  }
  return { passed, failed };
};

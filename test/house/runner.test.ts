import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tsImport } from "tsx/esm/api";

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
  readonly report: string;
}
interface Step {
  readonly name: string;
  readonly after: readonly string[];
  run(): Promise<Outcome>;
}

const root = fileURLToPath(new URL("../../..", import.meta.url));
const script = async (path: string): Promise<unknown> => tsImport(join(root, "scripts/test", path), import.meta.url);
const { mocha } = (await script("mocha.ts")) as {
  mocha(suite: { name: string; files: readonly string[] }, after: readonly string[]): Step;
};
const { check } = (await script("check.ts")) as { check(name: string, command: readonly string[]): Step };
const { run } = (await script("run.ts")) as { run(steps: readonly Step[], atATime: number): Promise<Pick<Outcome, "passed" | "failed">> };

const outcomeOf = (fixture: string) => mocha({ name: fixture, files: [`test/house/fixtures/${fixture}.js`] }, []).run();

const step = (name: string, after: readonly string[], ended: string[], outcome: Partial<Outcome> = {}): Step => ({
  name,
  after,
  run: () => {
    ended.push(name);
    return Promise.resolve({ passed: 1, failed: 0, skipped: [], report: "", ...outcome });
  },
});

/** Runs without printing. */
const quietly = async (steps: readonly Step[]) => {
  const { log } = console;
  console.log = () => undefined;
  try {
    return await run(steps, 2);
  } finally {
    console.log = log;
  }
};

describe("the test command", () => {
  it("counts what passed and failed, names what was skipped and tells failures in full", async () => {
    const { passed, failed, skipped, report } = await outcomeOf("mixed");
    assert.deepEqual({ passed, failed, skipped }, { passed: 1, failed: 1, skipped: ["mixed passes"] });
    assert.match(report, /mixed fails\n.*two is not three/);
  });

  it("fails a suite whose process ends before mocha could tell", async () => {
    assert.equal((await outcomeOf("dies")).failed, 1);
  });

  it("fails a suite whose process ends badly although its tests passed", async () => {
    const { passed, failed } = await outcomeOf("fails-late");
    assert.deepEqual({ passed, failed }, { passed: 1, failed: 1 });
  });

  it("fails a suite in which nothing ran", async () => {
    assert.equal((await outcomeOf("empty")).failed, 1);
  });

  it("counts a check as one test and shows what it printed only where it failed", async () => {
    const said = ["node", "-e", "console.log('said'); process.exit(Number(process.argv[1]))"];
    assert.deepEqual(await check("good", [...said, "0"]).run(), { passed: 1, failed: 0, skipped: [], report: "" });
    assert.deepEqual(await check("bad", [...said, "1"]).run(), { passed: 0, failed: 1, skipped: [], report: "said\n" });
  });

  it("starts a step after those before it have ended, and sums all of them", async () => {
    const ended: string[] = [];
    const steps = [step("late", ["early"], ended, { passed: 7 }), step("early", [], ended, { failed: 2 }), step("free", [], ended)];
    assert.deepEqual(await quietly(steps), { passed: 9, failed: 2 });
    assert.ok(ended.indexOf("early") < ended.indexOf("late"));
  });

  it("counts a step that throws as failed", async () => {
    const broken: Step = { name: "broken", after: [], run: () => Promise.reject(new Error("no such tool")) };
    assert.deepEqual(await quietly([broken]), { passed: 0, failed: 1 });
  });
});

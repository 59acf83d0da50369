import { execute } from "../execute.js";
import type { Step } from "./step.js";

/** A step that holds when its command ends with 0. */
export const check = (name: string, command: readonly string[], after: readonly string[] = []): Step => ({
  name,
  after,
  run: async () => {
    const { code, output } = await execute(command);
    return code === 0 ? { passed: 1, failed: 0, skipped: [], report: "" } : { passed: 0, failed: 1, skipped: [], report: output };
  },
});

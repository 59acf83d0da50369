import { ProblemError, problem } from "./problem.js";

/** Why a plugin cannot be used; the plugin is somebody else's code, and whatever it throws is told so. */
export const unusable = (plugin: string, error: unknown): ProblemError => {
  if (error instanceof ProblemError) return error;
  const what = error instanceof Error ? error.message : String(error);
  return problem(
    "plugin",
    `plugin \`${plugin}\` cannot be used: ${what}`,
    "install or repair it, or take it out of `plugins` in `muster.config.yaml`",
  );
};

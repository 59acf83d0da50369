import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL(`../../../.cache/python/${process.platform === "win32" ? "Scripts" : "bin"}`, import.meta.url));

/** The folder of the tests' Python scripts. */
export const scripts = fileURLToPath(new URL("../../../test/mlflow", import.meta.url));

/** A program of the tests' Python environment. */
export const program = (name: string): string => {
  const path = join(bin, process.platform === "win32" ? `${name}.exe` : name);
  if (!existsSync(path)) throw new Error(`${name} is not installed here: run \`npx tsx scripts/python-env.ts\``);
  return path;
};

/** No variable of the person who runs the tests takes part. */
export const cleanEnvironment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^MLFLOW_|_proxy$/i.test(name))),
  MLFLOW_DISABLE_TELEMETRY: "true",
  PYTHONWARNINGS: "ignore",
});

import { failure, success, type Result } from "@muster/core";

/** Environment variables by name, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable's text; one that is set to nothing is not set. */
export const textOf = (env: Environment, name: string): string | undefined => (env[name] === "" ? undefined : env[name]);

/** As MLflow reads it: `true`, `1`, `false` or `0`. */
export const flagOf = (env: Environment, name: string): Result<boolean> => {
  const text = textOf(env, name)?.toLowerCase();
  if (text === undefined || text === "false" || text === "0") return success(false);
  return text === "true" || text === "1"
    ? success(true)
    : failure("refused", `\`${name}\` is neither true nor false`, "set it to `true` or `false`");
};

export const wholeNumberOf = (env: Environment, name: string, most: number, otherwise: number): Result<number> => {
  const text = textOf(env, name);
  if (text === undefined) return success(otherwise);
  if (/^\d+$/.test(text) && Number(text) <= most) return success(Number(text));
  return failure("refused", `\`${name}\` is no whole number from 0 to ${most}`, `set it to one, or unset it for ${otherwise}`);
};

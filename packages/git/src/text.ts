import { failure, success, type Result } from "@muster/core";

/** A file's bytes as text. `malformed`: they are no UTF-8. */
export const decodeText = (bytes: Buffer, path: string): Result<string> => {
  try {
    return success(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof TypeError) return failure("malformed", `\`${path}\` is no UTF-8 text`);
    throw error;
  }
};

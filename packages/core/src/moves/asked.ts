import { failure, type Result } from "../ports/result.js";

/** Once a move is announced, an adapter that throws must not keep us from finding out and writing what became of it. */
export const asked = async <T>(whom: string, ask: () => Promise<Result<T>>): Promise<Result<T>> => {
  try {
    return await ask();
  } catch (error) {
    return failure("unreachable", `${whom} broke off: ${error instanceof Error ? error.message : String(error)}`);
  }
};

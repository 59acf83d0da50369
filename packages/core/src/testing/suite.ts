import { canonicalJson } from "../canonical/digest.js";
import type { Failure, FailureReason, Result } from "../ports/result.js";

/** What a contract needs of a test runner: mocha, vitest, jest and node:test have these two. */
export interface Suite {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => Promise<void>): unknown;
}

/** The value of a result that must be a success. */
export const valueOf = async <T>(result: Promise<Result<T>>): Promise<T> => {
  const settled = await result;
  if (!settled.ok) throw new Error(`expected success, got ${told(settled)}`);
  return settled.value;
};

/** The failure of a result that must fail for this reason, with a message that says so. */
export const failureOf = async (result: Promise<Result<unknown>>, reason: FailureReason): Promise<Failure> => {
  const settled = await result;
  if (settled.ok) throw new Error(`expected ${reason}, got success: ${canonicalJson(settled.value)}`);
  if (settled.reason !== reason) throw new Error(`expected ${reason}, got ${told(settled)}`);
  if (settled.message === "") throw new Error(`${reason} without a message`);
  return settled;
};

/** Both are the same JSON data. */
export const same = (actual: unknown, expected: unknown): void => {
  const [was, wanted] = [canonicalJson(actual), canonicalJson(expected)];
  if (was !== wanted) throw new Error(`expected ${wanted}, got ${was}`);
};

export const holds = (condition: boolean, claim: string): void => {
  if (!condition) throw new Error(`does not hold: ${claim}`);
};

const told = ({ reason, message }: Failure): string => `${reason}: ${message}`;

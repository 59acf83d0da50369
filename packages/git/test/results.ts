import assert from "node:assert/strict";
import type { Failure, FailureReason, Result } from "@muster/core";

export const valueOf = async <T>(result: Promise<Result<T>>): Promise<T> => {
  const settled = await result;
  assert.ok(settled.ok, settled.ok ? "" : `${settled.reason}: ${settled.message}`);
  return settled.value;
};

/** The failure, which must be for this reason and say this. */
export const failureOf = async (result: Promise<Result<unknown>>, reason: FailureReason, says: RegExp): Promise<Failure> => {
  const settled = await result;
  assert.ok(!settled.ok, `expected ${reason}, got success`);
  assert.deepEqual([settled.reason, says.test(settled.message)], [reason, true], `${settled.reason}: ${settled.message}`);
  return settled;
};

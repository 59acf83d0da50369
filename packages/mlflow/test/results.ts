import assert from "node:assert/strict";
import type { Failure, FailureReason, Result } from "@muster/core";

export const take = async <T>(result: Promise<Result<T>> | Result<T>): Promise<T> => {
  const settled = await result;
  if (!settled.ok) assert.fail(`${settled.reason}: ${settled.message}`);
  return settled.value;
};

/** A failure for this reason whose message and help match. */
export const failsWith = async (
  result: Promise<Result<unknown>> | Result<unknown>,
  reason: FailureReason,
  ...told: readonly RegExp[]
): Promise<Failure> => {
  const settled = await result;
  if (settled.ok) assert.fail(`expected ${reason}, got ${JSON.stringify(settled.value)}`);
  assert.equal(settled.reason, reason, settled.message);
  for (const one of told) assert.match(`${settled.message} | ${settled.help ?? ""}`, one);
  return settled;
};

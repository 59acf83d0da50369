import type { CompileOptions } from "../compile.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { loadPolicy } from "../load.js";
import type { ParsedPolicy } from "../parse.js";
import type { Result } from "../ports/result.js";
import { checkPolicyTest, type CheckedPolicyTest } from "./check-policy-test.js";
import { readPolicyTest, type ParsedPolicyTest } from "./read-policy-test.js";

export interface LoadedPolicyTest extends Omit<CheckedPolicyTest, "diagnostics"> {
  readonly parsed: ParsedPolicyTest;
  /** The tested policy; absent where the test does not tell which one that is. */
  readonly policy?: ParsedPolicy;
  /** Errors of the test and of its policy: none, or nothing of the file may be run. */
  readonly errors: readonly Diagnostic[];
}

/** Reads a policy test, its policy and what that extends, through `read`. */
export const loadPolicyTest = async (
  { file, text }: { readonly file: string; readonly text: string },
  read: (file: string) => Promise<Result<string>>,
  options: CompileOptions = {},
): Promise<LoadedPolicyTest> => {
  const parsed = readPolicyTest({ file, text });
  const policy = parsed.policyFile === undefined ? undefined : await loadPolicy(parsed.policyFile, read, options);
  const { diagnostics, ...checked } = checkPolicyTest(parsed, policy, options);
  const ofPolicy = (policy?.diagnostics ?? []).filter(({ severity, code }) => severity === "error" && code !== "unreadable-file");
  return { ...checked, parsed, ...(policy && { policy }), errors: [...diagnostics, ...ofPolicy] };
};

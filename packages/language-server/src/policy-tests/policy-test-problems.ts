import { checkPolicyTest, type Diagnostic } from "@muster/core";
import { diagnosticAt } from "@muster/core/editor";
import type { Context } from "../context.js";
import type { OtherDocument } from "../documents/document.js";
import { testedPolicy } from "./tested-policy.js";

/** What is wrong with a policy test by itself and beside its policy: evidence, and stages and gates that are gone. */
export const policyTestProblems = (document: OtherDocument, { documents }: Context): readonly Diagnostic[] => {
  const { policyTest, unreadPolicy } = document;
  if (policyTest === undefined) return [];
  const policy = testedPolicy(document, documents);
  const { diagnostics } = checkPolicyTest(policyTest, policy?.parsed, { gates: policy?.gates ?? [] });
  if (policy !== undefined || unreadPolicy === undefined || policyTest.test === undefined) return diagnostics;
  const range = policyTest.sources.locate(policyTest.test, "policy");
  const help = "name the policy's file with `policy`, relative to this file";
  return [diagnosticAt(range, "unreadable-file", `its policy cannot be read: ${unreadPolicy.message}`, { help }), ...diagnostics];
};

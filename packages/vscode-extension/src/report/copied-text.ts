import type { Decision } from "@muster/core";
import { remediesText } from "@muster/report/markdown";
import type { Copied } from "./protocol.js";

/** What one copies from a report. */
export const copiedText = (decision: Decision, what: Copied): string => {
  switch (what) {
    case "remedies":
      return remediesText(decision);
    case "policy":
      return decision.policy.digest;
    case "stage":
      return decision.policy.stageDigest;
    case "evidence":
      return decision.evidence.digest;
  }
};

import type { ApprovalsGate } from "../../generated/policy.js";
import { approvalsCodes, approvalsSchema } from "../../generated/schemas.js";
import { validateApprovalsGate } from "../../generated/validators.js";
import { defineGate } from "../define-gate.js";
import { allotShares, type Share } from "./allot.js";
import { checkQuorum } from "./check-quorum.js";
import { findingOf } from "./finding.js";
import { essenceOf, quorumOf, type Quorum } from "./quorum.js";
import type { Undecided } from "./standing.js";
import { testedBounds } from "./tested-bounds.js";

export const approvalsGate = defineGate<ApprovalsGate, Quorum, Share | Undecided>({
  kind: "approvals",
  schema: approvalsSchema,
  validate: validateApprovalsGate,
  codes: approvalsCodes,
  argument: ({ from }) => from.join(","),
  check: checkQuorum,
  prepare: quorumOf,
  requires: () => [{ need: "approvals" }],
  essence: essenceOf,
  allot: allotShares,
  outcomes: () => ["passed", "failed", "waiting", "unknown"],
  bounds: testedBounds,
  evaluate: (quorum, facts, share) => findingOf(quorum, share ?? (allotShares([quorum], facts).get(quorum) as Share | Undecided)),
});

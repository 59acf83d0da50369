import { afterLoop } from "./after-loop.js";
import { ambiguousIdentity } from "./ambiguous-identity.js";
import type { PolicyCheck } from "./checked-policy.js";
import { duplicateId } from "./duplicate-id.js";
import { duplicateStage } from "./duplicate-stage.js";
import { gateProblems } from "./gate-problems.js";
import { idleEntryOrder } from "./idle-entry-order.js";
import { namedPeople } from "./named-people.js";
import { noIncludedModel } from "./no-included-model.js";
import { ownBaseline } from "./own-baseline.js";
import { patternWithoutEffect } from "./pattern-without-effect.js";
import { shiftingId } from "./shifting-id.js";
import { unguardedStage } from "./unguarded-stage.js";
import { unknownStage } from "./unknown-stage.js";
import { unreachableStage } from "./unreachable-stage.js";
import { unreadablePattern } from "./unreadable-pattern.js";
import { unusedGroup } from "./unused-group.js";
import { weakerThanBefore } from "./weaker-than-before.js";

/** What is looked at in every policy that has the form of its schema. */
export const policyChecks: readonly PolicyCheck[] = [
  duplicateStage,
  unknownStage,
  afterLoop,
  unreachableStage,
  unguardedStage,
  ownBaseline,
  idleEntryOrder,
  weakerThanBefore,
  duplicateId,
  shiftingId,
  unusedGroup,
  namedPeople,
  ambiguousIdentity,
  unreadablePattern,
  noIncludedModel,
  patternWithoutEffect,
  gateProblems,
];

import type { DefinedGate } from "./define-gate.js";
import { allOfGate } from "./all-of/gate.js";
import { anyOfGate } from "./any-of/gate.js";
import { approvalsGate } from "./approvals/gate.js";
import { checkGate } from "./check/gate.js";
import { metricGate } from "./metric/gate.js";
import { paramGate } from "./param/gate.js";
import { ruleGate } from "./rule/gate.js";
import { soakGate } from "./soak/gate.js";
import { tagGate } from "./tag/gate.js";
import { windowsGate } from "./windows/gate.js";

/** The built-in kinds. */
export const builtInGates: readonly DefinedGate[] = [
  tagGate,
  paramGate,
  metricGate,
  anyOfGate,
  allOfGate,
  approvalsGate,
  checkGate,
  soakGate,
  windowsGate,
  ruleGate,
];

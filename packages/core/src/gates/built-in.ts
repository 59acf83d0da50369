import type { DefinedGate } from "./define-gate.js";
import { paramGate } from "./param/gate.js";
import { tagGate } from "./tag/gate.js";

/** The built-in kinds. */
export const builtInGates: readonly DefinedGate[] = [tagGate, paramGate];

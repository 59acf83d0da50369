import { defaultId } from "../gates/default-id.js";
import type { PlacedGate } from "./checked-policy.js";

export interface GateId {
  readonly placed: PlacedGate;
  readonly id: string;
  /** `shifting`: a default id that carries a number, because a gate before it has the same. */
  readonly origin: "written" | "default" | "shifting";
}

/** The ids that the gates of one list have in decisions. */
export const gateIds = (gates: readonly PlacedGate[]): readonly GateId[] => {
  const counts = new Map<string, number>();
  return gates.map((placed) => {
    const { gate, kind, config } = placed;
    if (gate.id !== undefined) return { placed, id: gate.id, origin: "written" };
    const id = defaultId(kind, config);
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    return count === 1 ? { placed, id, origin: "default" } : { placed, id: `${id}#${count}`, origin: "shifting" };
  });
};

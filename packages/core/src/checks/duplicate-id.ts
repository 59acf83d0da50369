import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import type { PlacedGate, PolicyCheck } from "./checked-policy.js";
import { gateIds } from "./gate-ids.js";

/** Two gates of one stage of one id, at least one of them written. */
export const duplicateId: PolicyCheck = ({ stages, sources }) => {
  const inList = (gates: readonly PlacedGate[]) => {
    const ids = gateIds(gates);
    const owners = new Map(ids.toReversed().map(({ id, placed, origin }) => [id, { placed, origin }]));
    return ids.flatMap(({ id, placed, origin }) => {
      const owner = owners.get(id);
      if (owner === undefined || owner.placed === placed) return [];
      // Of a written id and a default one the written one can be changed.
      const written = origin === "written" ? placed : owner.placed;
      return [
        diagnosticAt(sources.locate(written.gate, "id"), "duplicate-id", `another gate of this stage has the id \`${id}\` too`, {
          help: "give each gate an id of its own",
        }),
      ];
    });
  };
  return stages.flatMap(({ gates, rollback }) => [...inList(gates), ...inList(rollback)]);
};

import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import { insertion } from "../yaml/edits.js";
import type { PolicyCheck } from "./checked-policy.js";
import { gateIds } from "./gate-ids.js";

/** A default id with a number: it is another gate's as soon as a gate is put before it. */
export const shiftingId: PolicyCheck = ({ stages, sources }) =>
  stages.flatMap(({ gates, rollback }) =>
    [...gateIds(gates), ...gateIds(rollback)].flatMap(({ placed: { gate, kindKey }, id, origin }) => {
      if (origin !== "shifting") return [];
      const fix = insertion(sources, gate, `"id": ${JSON.stringify(id)}`, `name it \`${id}\``);
      const message = `the id \`${id}\` of this gate changes when a gate is put before it`;
      return [diagnosticAt(sources.locate(gate, kindKey), "shifting-id", message, { severity: "hint", help: "give it an `id`", fix })];
    }),
  );

import type { LedgerState } from "../ledger/fold.js";
import type { Standing } from "../ledger/standing.js";
import type { Ledger } from "../ports/ledger.js";
import { failure, type Failure } from "../ports/result.js";

/** Whether drift is only somebody's move that was made while we looked: then the ledger went on, and it is to be looked at `again`. */
export const isOvertaken = async (
  ledger: Ledger,
  state: LedgerState,
  looked: readonly Pick<Standing, "drift">[],
): Promise<Failure | "again" | undefined> => {
  if (!looked.some(({ drift }) => drift)) return undefined;
  const head = await ledger.head();
  if (!head.ok) return head;
  return head.value?.digest === state.head?.digest ? undefined : "again";
};

/** Nobody's move outside the ledger is overwritten as if it had not been. */
export const driftOn = (model: string, { stage, tenure, registry, holder }: Standing): Failure => {
  const known = holder === null ? "nobody" : `\`${holder}\`${tenure === undefined ? "" : ` since ${tenure.since}`}`;
  return failure(
    "conflict",
    `\`${stage}\` of \`${model}\` is held by ${registry === null ? "nobody" : `\`${registry}\``} in the registry and by ${known} in the ledger: it was moved without the ledger; nothing was moved by us`,
    "record what the registry holds with `muster adopt`, or undo the change in the registry",
  );
};

import type { EventBody, LedgerEvent } from "../generated/event.js";
import { readNow, type Clock } from "../ports/clock.js";
import type { Ledger } from "../ports/ledger.js";
import type { Ports } from "../ports/ports.js";
import { failure, success, type Failure } from "../ports/result.js";
import { readInstant } from "../time/instant.js";
import type { Attempt } from "./attempt.js";
import { headOf, nextEvent, type EventDraft } from "./chain.js";
import type { LedgerState } from "./fold.js";

/** Who writes to the ledger, with which tool, and what their policy was read from. */
export interface WriteContext extends Ports {
  readonly actor: LedgerEvent["actor"];
  /** The tool and its version, `muster/0.1.0`. */
  readonly tool: string;
  /** The commit that policy and configuration were read from. */
  readonly trust?: string;
  /** An id for a ledger that has no event yet. */
  readonly newLedgerId: () => string;
}

export interface Statement {
  readonly type: LedgerEvent["type"];
  readonly body: EventBody;
  readonly attachments?: Readonly<Record<string, string>>;
}

/** What stands in every event of ours but its place in the chain. */
export const draftOf = ({ actor, tool, trust }: WriteContext, ledger: string, at: string, { type, body }: Statement): EventDraft => ({
  ledger,
  at,
  actor,
  ...(trust !== undefined && { trust }),
  tool,
  type,
  body,
});

/** Writes the event that follows a state of the ledger which was read before. `again`: it is no longer the ledger's state, and nothing was written. */
export const write = (context: WriteContext, state: LedgerState, at: string, statement: Statement): Promise<Attempt<LedgerEvent>> => {
  const draft = draftOf(context, state.id ?? context.newLedgerId(), at, statement);
  return append(context.ledger, nextEvent(draft, state.head), state.head, statement.attachments ?? {});
};

/** Appends. Where the ledger did not answer, looks whether it took the event all the same. */
export const append = async (
  ledger: Ledger,
  event: LedgerEvent,
  expectedHead: LedgerState["head"],
  attachments: Readonly<Record<string, string>>,
): Promise<Attempt<LedgerEvent>> => {
  const appended = await ledger.append({ event, attachments }, expectedHead);
  if (appended.ok) return success(event);
  if (appended.reason === "conflict") return "again";
  if (appended.reason !== "unreachable") return appended;
  const after = await ledger.read(event.seq);
  if (!after.ok) return failure("unreachable", `${appended.message}; whether event ${event.seq} was written is not known`, appended.help);
  const [there] = after.value;
  if (there === undefined) return appended;
  return headOf(there).digest === headOf(event).digest ? success(event) : "again";
};

/** Why nothing may be written now: the clock lies before the newest event. */
export const clockSetBack = (clock: Clock, { lastAt, head }: LedgerState): Failure | undefined => {
  const last = lastAt === undefined ? undefined : readInstant(lastAt);
  if (last === undefined || readNow(clock) >= last) return undefined;
  return failure(
    "refused",
    `the clock says \`${clock.now()}\`, and the ledger's event ${head?.seq ?? 0} is of \`${lastAt}\`; nothing was written`,
    "set the clock right, then try again",
  );
};

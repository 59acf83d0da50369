import type { LedgerEvent } from "../generated/event.js";
import { untilSettled } from "../ledger/attempt.js";
import { readLedger, type LedgerState } from "../ledger/fold.js";
import { clockSetBack, write, type Statement, type WriteContext } from "../ledger/write.js";
import { readNow } from "../ports/clock.js";
import type { Result } from "../ports/result.js";
import { writeInstant } from "../time/instant.js";

/** Appends what is to be said on the ledger's state; said anew where the ledger went on meanwhile. */
export const record = (context: WriteContext, say: (state: LedgerState) => Result<Statement>): Promise<Result<LedgerEvent>> =>
  untilSettled<LedgerEvent>(async () => {
    const state = await readLedger(context);
    if (!state.ok) return state;
    const early = clockSetBack(context.clock, state.value);
    if (early !== undefined) return early;
    const statement = say(state.value);
    return statement.ok ? write(context, state.value, writeInstant(readNow(context.clock)), statement.value) : statement;
  });

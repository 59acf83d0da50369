import type { LedgerEvent } from "../generated/event.js";
import type { OpenIntent } from "../ledger/fold-model.js";
import { untilSettled } from "../ledger/attempt.js";
import { headOf, nextEvent } from "../ledger/chain.js";
import { append, draftOf, type WriteContext } from "../ledger/write.js";
import { readNow } from "../ports/clock.js";
import { failure, success, type Result } from "../ports/result.js";
import { readInstant, writeInstant } from "../time/instant.js";

export type Settlement = "applied" | "failed" | "aborted";

/** What the registry's state makes of an intent that nobody works on any more. */
export const settlementOf = ({ version, holder }: OpenIntent, seen: string | null): Settlement => {
  if (seen === version) return "applied";
  return seen === holder ? "aborted" : "failed";
};

const settlements = ["applied", "failed", "aborted"] as const;

/** How an event settled its intent. */
export const settlementIn = ({ type }: LedgerEvent): Settlement | undefined =>
  settlements.find((settlement) => type.endsWith(`.${settlement}`));

/** Settles an open intent once: the event is somebody else's where they were first. `seen`: the holder that the registry named; undefined where it was not asked. */
export const settle = (
  context: WriteContext,
  intent: OpenIntent,
  settlement: Settlement,
  seen: string | null | undefined,
  why?: string,
): Promise<Result<LedgerEvent>> =>
  untilSettled<LedgerEvent>(async () => {
    const since = await context.ledger.read(intent.seq);
    if (!since.ok) return since;
    const before = since.value.find(({ body }) => body.intent === intent.seq);
    if (before !== undefined) return success(before);
    const newest = since.value.at(-1);
    if (newest === undefined)
      return failure("malformed", `the ledger's event ${intent.seq} is gone`, "compare the ledger with a copy that you trust");
    const reason = why ?? intent.reason;
    const { model, stage, version, digest, holder } = intent;
    const body = {
      model,
      registry: context.registry.id,
      ...(version !== null && { version }),
      ...(digest !== undefined && { digest }),
      to: stage,
      holder,
      ...(seen !== undefined && { seen }),
      intent: intent.seq,
      ...(reason !== undefined && { reason }),
    };
    const draft = draftOf(context, newest.ledger, laterOf(newest.at, readNow(context.clock)), {
      type: `${intent.action}.${settlement}`,
      body,
    });
    return append(context.ledger, nextEvent(draft, headOf(newest)), headOf(newest), {});
  });

/** What happened must be written even where somebody's clock is ahead of ours; the ledger's time never goes back. */
const laterOf = (last: string, now: number): string => ((readInstant(last) ?? now) > now ? last : writeInstant(now));

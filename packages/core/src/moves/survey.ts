import type { Program } from "../compile.js";
import { findStage } from "../evaluate.js";
import type { LedgerEvent } from "../generated/event.js";
import type { Attempt } from "../ledger/attempt.js";
import { readLedger, type LedgerState } from "../ledger/fold.js";
import { standingOf, type Standing } from "../ledger/standing.js";
import { clockSetBack } from "../ledger/write.js";
import { failure, success, type Failure } from "../ports/result.js";
import { clearTheWay } from "./clear-the-way.js";
import type { MoveContext } from "./context.js";
import { unmoved } from "./trouble.js";

/** The stage that is to be moved. */
export interface Target {
  readonly model: string;
  readonly stage: string;
  /** The version that is asked for; null for none, undefined where the ledger will tell. */
  readonly version: string | null | undefined;
}

/** What the attempts of one move have in common. */
export interface Progress {
  /** What was settled of intents that others left open. */
  readonly written: LedgerEvent[];
  /** The holder that the move is to replace; undefined until it was seen. */
  observed: string | null | undefined;
}

/** A stage that nobody else is moving, and what the ledger and the registry said of it. */
export interface Scene {
  readonly state: LedgerState;
  /** Whom the registry names, by stage. */
  readonly holders: Readonly<Record<string, string>>;
  readonly standing: Standing;
}

/** Looks at the ledger, then at the registry. Failure `conflict`: somebody else is moving the stage, or moved it since the first look. */
export const survey = async (context: MoveContext, program: Program, target: Target, progress: Progress): Promise<Attempt<Scene>> => {
  const { model, stage, version } = target;
  const found = findStage(program, model, stage);
  if (!found.ok) return found;
  const read = await readLedger(context);
  if (!read.ok) return unmoved(read);
  const state = read.value;
  const early = clockSetBack(context.clock, state);
  if (early !== undefined) return early;
  const holders = await context.registry.readHolders(model);
  if (!holders.ok) return unmoved(holders);

  const ofModel = state.models.get(model);
  const busy = await clearTheWay(context, state, holders.value, target, progress.written);
  if (busy !== undefined) return busy;
  if ([...program.stages.keys()].some((name) => standingOf(ofModel, holders.value, name).drift)) {
    // Drift may be only somebody's move that was made while we looked.
    const head = await context.ledger.head();
    if (!head.ok) return unmoved(head);
    if (head.value?.digest !== state.head?.digest) return "again";
  }
  const standing = standingOf(ofModel, holders.value, stage);
  if (progress.observed === undefined) progress.observed = standing.registry;
  const isThere = standing.holder === version && !standing.drift;
  if (!isThere && progress.observed !== standing.registry) return heldByAnother(target, progress.observed, standing);
  return success({ state, holders: holders.value, standing });
};

const heldByAnother = ({ model, stage }: Target, observed: string | null, { tenure, registry }: Standing): Failure =>
  failure(
    "conflict",
    `\`${stage}\` of \`${model}\` is held by ${nameOf(registry)} now${tenure === undefined ? "" : ` (\`${tenure.by}\`, ${tenure.since})`}, no longer by ${nameOf(observed)}; nothing was moved by us`,
    "look at the new holder, then try again",
  );

/** Nobody's move outside the ledger is overwritten as if it had not been. */
export const driftOn = ({ model }: Pick<Target, "model">, { stage, tenure, registry, holder }: Standing): Failure =>
  failure(
    "conflict",
    `\`${stage}\` of \`${model}\` is held by ${nameOf(registry)} in the registry and by ${nameOf(holder)}${tenure === undefined ? "" : ` since ${tenure.since}`} in the ledger: it was moved without the ledger; nothing was moved by us`,
    "record what the registry holds with `muster adopt`, or undo the change in the registry",
  );

const nameOf = (holder: string | null): string => (holder === null ? "nobody" : `\`${holder}\``);

import type { LedgerEvent } from "../generated/event.js";
import type { OpenIntent } from "../ledger/fold-model.js";
import { failure, type Failure, type Result } from "../ports/result.js";

/** The registry or the ledger was in trouble before the move was announced. */
export const unmoved = (trouble: Failure): Failure =>
  trouble.reason === "absent" ? trouble : { ...trouble, message: `${trouble.message}; nothing was moved` };

/** The registry did not answer when it was read back. */
export const leftOpen = (intent: OpenIntent, moved: Result<null>, read: Failure): Failure =>
  failure(
    "unreachable",
    `it is not known whether ${moveOf(intent)} was made: ${moved.ok ? "the registry took it, but could not be read back" : moved.message}, ${read.message}; ${staysOpen(intent)}`,
    settleLater(intent),
  );

/** The registry was read back and names somebody else. */
export const notMoved = (intent: OpenIntent, moved: Result<null>, seen: string | null, settled: Result<LedgerEvent>): Failure => {
  const told = settled.ok ? `event ${settled.value.seq} says so` : `that could not be written: ${settled.message}; ${staysOpen(intent)}`;
  const holds = `\`${intent.stage}\` is held by ${nameOf(seen)}`;
  if (moved.ok)
    return failure(
      "conflict",
      `the registry took ${moveOf(intent)}, but when it was read back ${holds}; ${told}`,
      "find out who moved it, then try again",
    );
  if (seen !== intent.holder) {
    return failure(
      "conflict",
      `somebody else was first: ${holds}, no longer by ${nameOf(intent.holder)}; nothing was moved by us; ${told}`,
      "look at the new holder, then try again",
    );
  }
  return failure(
    moved.reason === "absent" ? "refused" : moved.reason,
    `${moveOf(intent)} was not made: ${moved.message}; ${holds} as before; ${told}`,
    moved.help,
  );
};

/** It was moved, and the ledger did not take that. */
export const notWritten = (intent: OpenIntent, settled: Failure): Failure =>
  failure(
    settled.reason === "conflict" ? "unreachable" : settled.reason,
    `${moveOf(intent)} was made, but that could not be written: ${settled.message}; ${staysOpen(intent)}`,
    settleLater(intent),
  );

/** It was moved after its deadline, and somebody had settled it by then. */
export const settledOtherwise = (intent: OpenIntent, { seq, at, actor, type }: LedgerEvent): Failure =>
  failure(
    "conflict",
    `${moveOf(intent)} was made after its deadline ${intent.deadline}, and \`${actor.identity}\` had settled it by then (\`${type}\` at ${at}, event ${seq}): the registry and the ledger differ`,
    "record what the registry holds with `muster adopt`, or undo the change in the registry",
  );

/** The deadline passed before the registry was asked. */
export const tooLate = (intent: OpenIntent, settled: Result<LedgerEvent>): Failure =>
  failure(
    "unreachable",
    `the deadline ${intent.deadline} passed before ${moveOf(intent)} could begin; nothing was moved; ${settled.ok ? `event ${settled.value.seq} says so` : `${settled.message}; ${staysOpen(intent)}`}`,
    "try again",
  );

const moveOf = ({ action, model, stage, version }: OpenIntent): string =>
  version === null ? `the retirement of \`${stage}\` of \`${model}\`` : `the ${action} of \`${model}@${version}\` to \`${stage}\``;

const nameOf = (holder: string | null): string => (holder === null ? "nobody" : `\`${holder}\``);

const staysOpen = ({ seq, deadline }: OpenIntent): string => `the intent (event ${seq}) stays open until ${deadline}`;

const settleLater = ({ deadline }: OpenIntent): string =>
  `run it again after ${deadline}: it settles what was left open by what the registry says then`;

import type { Program } from "../compile.js";
import { eitherOf, quoted } from "../diagnostics/wording.js";
import { suggest } from "../diagnostics/suggest.js";
import { notGoverned } from "../evaluate.js";
import type { LedgerEvent } from "../generated/event.js";
import type { CheckGate, Gate } from "../generated/policy.js";
import { peopleOf } from "../identity/people.js";
import type { WriteContext } from "../ledger/write.js";
import { readFacts } from "../ports/read-facts.js";
import { failure, success, type Failure, type Result } from "../ports/result.js";
import { gatesWithin } from "./gates-within.js";
import { record } from "./record.js";

export interface RecordedCheck {
  readonly model: string;
  readonly version: string;
  readonly name: string;
  readonly status: "passed" | "failed";
  /** Where to read its report. */
  readonly url?: string;
  readonly summary?: string;
}

/**
 * Attaches the result of an outside check to a version and its artifact.
 * Failure `denied`: no check gate asks for it, or not from this person; nothing is written.
 */
export const recordCheck = async (
  context: WriteContext,
  program: Program,
  { model, version, name, status, url, summary }: RecordedCheck,
): Promise<Result<LedgerEvent>> => {
  const idle = notGoverned(program, model) ?? neverCounts(context, program, name);
  if (idle !== undefined) return idle;
  const candidate = await readFacts(context.registry, model, version);
  if (!candidate.ok) return candidate;
  const body = {
    model,
    registry: context.registry.id,
    version,
    ...(candidate.value.digest !== undefined && { digest: candidate.value.digest }),
    ...(candidate.value.revision !== undefined && { revision: candidate.value.revision }),
    name,
    status,
    ...(url !== undefined && { url }),
    ...(summary !== undefined && { summary }),
  };
  return record(context, () => success({ type: "check.recorded", body }));
};

const isCheck = (gate: Gate): gate is CheckGate => Object.hasOwn(gate, "check");

/** Why no check gate of the policy would ever count this person's result. */
const neverCounts = ({ actor }: WriteContext, { name: policyName, file, policy, stages }: Program, name: string): Failure | undefined => {
  const gates = [...stages.values()].flatMap((stage) => gatesWithin(stage, isCheck));
  const asked = gates.filter(({ check }) => check === name);
  if (asked.length === 0) {
    const names = [...new Set(gates.map(({ check }) => check))];
    const meant = suggest(name, names);
    const help =
      names.length === 0
        ? `no gate in \`${file}\` asks for a check`
        : meant === undefined
          ? `it asks for ${eitherOf(quoted(names))}`
          : `did you mean \`${meant}\`?`;
    return failure("denied", `policy \`${policyName}\` asks for no check \`${name}\``, help);
  }
  const people = peopleOf(policy);
  const person = people.canonical(actor.identity);
  if (!asked.some(({ from }) => people.members(from).includes(person))) {
    const from = [...new Set(asked.flatMap((gate) => gate.from))].join(", ");
    return failure(
      "denied",
      `\`${actor.identity}\` is not among those who may attach \`${name}\`: ${from}`,
      "attach it under a name that the policy knows",
    );
  }
  return policy.signed === "required" && actor.assurance !== "signed"
    ? failure("denied", "the policy counts signed checks only", "sign it with your key")
    : undefined;
};

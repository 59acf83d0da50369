import { resolve } from "node:path";
import { evaluate, readEvidence, type Evidence } from "@muster/core";
import { standingsOf } from "@muster/report";
import { evidenceFor, openCommittedWorkspace, openWorkspace, programFor, programIn, readText, workingTree } from "@muster/workspace";
import { ProblemError, problem } from "@muster/workspace/problem";
import { nameFrom } from "../named-files.js";
import type { Report } from "../report.js";
import type { Session } from "../session.js";
import { readSubject } from "../subject.js";

export interface CheckOptions {
  readonly to?: string;
  readonly policy?: string;
  readonly evidence?: string;
  readonly at?: string;
  readonly ref?: string;
  readonly requester?: string;
}

/** May this version move to that stage? Decides, and writes nothing. */
export const check = async (session: Session, named: string | undefined, options: CheckOptions): Promise<Report> => {
  for (const name of ["policy", "evidence"] as const)
    if (options[name] === "")
      throw problem("usage", `the name of the file after \`--${name}\` is empty`, "is a variable empty in your shell?");
  const subject = named === undefined ? undefined : readSubject(named);
  const given = options.evidence === undefined ? undefined : await evidenceIn(session, options.evidence);
  if (given !== undefined && subject !== undefined && (given.model !== subject.model || given.candidate.version !== subject.version)) {
    throw problem(
      "usage",
      `the evidence is about \`${given.model}@${given.candidate.version}\`, not \`${subject.model}@${subject.version}\``,
      "leave the name out, or give the evidence of that version",
    );
  }
  const target = given === undefined ? subject : { model: given.model, version: given.candidate.version };
  if (target === undefined)
    throw problem("usage", "no model version was named", "name one, such as `fraud-cards@7`, or give its evidence with `--evidence FILE`");
  const to = options.to ?? given?.request?.to;
  if (to === undefined) throw problem("usage", "no target stage was named", "name one: `--to STAGE`");

  const workspace = options.ref === undefined ? await openWorkspace(session.cwd) : await openCommittedWorkspace(session.cwd, options.ref);
  const program =
    options.policy === undefined
      ? (await programFor(workspace, target.model)).program
      : await programIn({ ...workspace, files: workingTree(session.cwd) }, nameFrom(session.cwd, options.policy));
  const evidence =
    given ??
    (await evidenceFor(session, workspace, program, {
      ...target,
      to,
      ...(options.requester !== undefined && { requester: options.requester }),
    }));
  const at = options.at ?? evidence.request?.at ?? session.clock.now();
  const decision = evaluate(program, evidence, { to, at, ...(options.requester !== undefined && { requester: options.requester }) });
  if (!decision.ok) throw problem(decision.reason === "absent" ? "policy" : "usage", decision.message, decision.help);
  const drift = driftOf(evidence, to);
  if (drift !== undefined && decision.value.verdict === "allowed") session.note(drift);
  return { type: "decision", decision: decision.value, stages: standingsOf(program, evidence) };
};

/** A target that was moved without the ledger may be none of what the gates ask for, and a promotion is refused all the same. */
const driftOf = ({ model, stages = {} }: Evidence, to: string): string | undefined => {
  const { version, drift } = (Object.hasOwn(stages, to) ? stages[to] : undefined) ?? {};
  if (version === undefined || drift === undefined) return undefined;
  const registry = drift.registry === null ? "nobody" : `\`${drift.registry}\``;
  return `\`${to}\` was moved without the ledger, which says \`${version}\` and the registry ${registry}: no promotion to it before \`muster adopt ${model}\``;
};

const evidenceIn = async (session: Session, name: string): Promise<Evidence> => {
  const file = name === "-" ? "stdin" : name;
  const read = name === "-" ? await session.readStdin() : await readText(resolve(session.cwd, name), name);
  if (!read.ok) throw problem("evidence", read.message, read.help);
  const text = read.value;
  const { evidence, diagnostics } = readEvidence({ file, text });
  if (evidence !== undefined) return evidence;
  throw new ProblemError({
    code: "evidence",
    message: `the evidence in \`${file}\` cannot be used`,
    diagnostics,
    texts: new Map([[file, text]]),
  });
};

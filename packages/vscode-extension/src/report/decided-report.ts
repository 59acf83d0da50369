import type { Ports } from "@muster/core";
import { historyOf, standingsOf, type ModelHistory } from "@muster/report";
import { approvalsAskedOf } from "../workspaces/approver.js";
import { decide, identityIn, type Decided } from "../workspaces/decide.js";
import { openCommitted, type Access } from "../workspaces/opened.js";
import { programFor } from "@muster/workspace";
import type { ReportInput } from "./report-input.js";
import type { ReportSubject } from "./protocol.js";

/** Decides as a promotion would, by the policy as it was committed, and gathers what the report shows besides. */
export const decidedReport = async (access: Access, subject: ReportSubject): Promise<ReportInput> => {
  const { root, ...candidacy } = subject;
  const { workspace, ports } = await openCommitted(access, root);
  const { program } = await programFor(workspace, subject.model);
  const decided = await decide(ports, program, candidacy, await identityIn(root));
  return reportOf(access, ports, subject, decided);
};

/** The report of a decision that was made. */
export const reportOf = async (access: Access, ports: Ports, subject: ReportSubject, decided: Decided): Promise<ReportInput> => {
  const { program, evidence, decision } = decided;
  const history = await historyFor(ports, subject.model);
  const askedOfMe = await approvalsAskedOf(access, subject.root);
  return {
    subject,
    report: { decision, stages: standingsOf(program, evidence), ...(history && { history }) },
    offers: { promote: decision.verdict === "allowed", approve: (await askedOfMe(subject, decided)) !== undefined },
  };
};

/** More versions than a chart can show. */
const mostVersions = 30;

/** Undefined where registry or ledger cannot be read: the decision stands without it. */
const historyFor = async ({ registry, ledger }: Ports, model: string): Promise<ModelHistory | undefined> => {
  const [events, versions] = await Promise.all([ledger.read(1), registry.listVersions(model)]);
  if (!events.ok || !versions.ok) return undefined;
  const read = await Promise.all(versions.value.slice(0, mostVersions).map(({ version }) => registry.readVersion(model, version)));
  const candidates = read.flatMap((one) => (one.ok ? [one.value] : []));
  return historyOf({ model, registry: registry.id, events: events.value, candidates });
};

import { readLedger, standingOf, type ModelLedger, type Ports, type Standing } from "@muster/core";
import {
  noConfig,
  openWorkspace,
  type Workspace,
  governingIn,
  policyFiles,
  readPolicies,
  type Governing,
  type Policies,
  openPorts,
} from "@muster/workspace";
import { ProblemError, problem, take } from "@muster/workspace/problem";
import type { ModelStatus, Report, StageStatus } from "../report.js";
import type { Session } from "../session.js";

/** Who holds which stage, since when and by whose doing, and what waits to come after. */
export const status = async ({ cwd, clock, note }: Session, named: string | undefined): Promise<Report> => {
  const workspace = await openWorkspace(cwd);
  if (workspace.config === undefined) throw noConfig(cwd);
  const ports = await openPorts(workspace.config, workspace.root, clock);
  const policies = await readPolicies(workspace, await policyFiles(workspace));
  const { models: known } = take(await readLedger(ports));
  const listed = take(await ports.registry.listModels());
  const names = [...new Set([...listed, ...known.keys()])].sort();
  if (named !== undefined && !names.includes(named))
    throw problem(
      "absent",
      `no model \`${named}\` is registered`,
      names.length === 0
        ? "register a version: `muster register NAME@VERSION`"
        : `the models are ${names.map((name) => `\`${name}\``).join(", ")}`,
    );
  const models: ModelStatus[] = [];
  for (const model of named === undefined ? names : [named]) {
    const governing = governingOrNote(policies, workspace, model, note);
    models.push(await statusOf(ports, model, known.get(model), governing));
  }
  return { type: "status", at: clock.now(), models };
};

/** A policy that is wrong or missing hides no holder. */
const governingOrNote = (policies: Policies, workspace: Workspace, model: string, note: Session["note"]): Governing | undefined => {
  try {
    return governingIn(policies, workspace, model);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    note(error.problem.message);
    return undefined;
  }
};

const statusOf = async (
  { registry }: Ports,
  model: string,
  ledger: ModelLedger | undefined,
  governing: Governing | undefined,
): Promise<ModelStatus> => {
  const read = await registry.readHolders(model);
  const holders = !read.ok && read.reason === "absent" ? {} : take(read);
  const listed = await registry.listVersions(model);
  const versions = !listed.ok && listed.reason === "absent" ? [] : take(listed);
  const compiled = [...(governing?.program.stages.values() ?? [])];
  const others = [...Object.keys(holders), ...(ledger?.lastHolders.keys() ?? [])].filter(
    (name) => !compiled.some((stage) => stage.name === name),
  );
  const stages = [
    ...compiled.map(({ name, isEntry }) => ({ name, isEntry })),
    ...[...new Set(others)].sort().map((name) => ({ name, isEntry: false })),
  ];
  const held = new Set(stages.filter(({ isEntry }) => !isEntry).flatMap(({ name }) => standingOf(ledger, holders, name).holder ?? []));
  const newestHolder = versions.findIndex(({ version }) => held.has(version));
  return {
    model,
    ...(governing && { policy: governing.program.file }),
    stages: stages.map(({ name, isEntry }) => stageStatus(isEntry, standingOf(ledger, holders, name))),
    candidates: newestHolder === -1 ? versions : versions.slice(0, newestHolder),
    openIntents: ledger?.openIntents ?? [],
  };
};

const stageStatus = (isEntry: boolean, { stage: name, tenure, holder, registry, drift }: Standing): StageStatus => ({
  name,
  isEntry,
  ...(holder !== null && !isEntry && { version: holder }),
  ...(tenure && { since: tenure.since, by: tenure.by, assurance: tenure.assurance }),
  ...(drift && !isEntry && { drift: { registry } }),
});

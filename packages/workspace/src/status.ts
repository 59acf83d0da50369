import {
  governingPolicies,
  readLedger,
  standingOf,
  type LedgerEvent,
  type ModelLedger,
  type OpenIntent,
  type Ports,
  type Standing,
} from "@muster/core";
import type { Workspace } from "./open.js";
import { governingIn, policyFiles, readPolicies, type Governing, type Policies } from "./policies.js";
import { ProblemError, problem, take, type Problem } from "./problem.js";

/** A stage of a model, by the words of the ledger and of the registry. */
export interface StageStatus {
  readonly name: string;
  /** Every registered version is in it. */
  readonly isEntry: boolean;
  readonly version?: string;
  readonly since?: string;
  readonly by?: string;
  readonly assurance?: LedgerEvent["actor"]["assurance"];
  /** Present where the registry names another holder than the ledger; null where it names none. */
  readonly drift?: { readonly registry: string | null };
}

export interface ModelStatus {
  readonly model: string;
  /** The file of the policy that governs it; absent where none does, or none can be used. */
  readonly policy?: string;
  /** Why no policy can be used that governs it. */
  readonly problem?: Pick<Problem, "code" | "message" | "help">;
  readonly stages: readonly StageStatus[];
  /** The versions that are newer than every holder of a stage, newest first. */
  readonly candidates: readonly { readonly version: string; readonly createdAt?: string }[];
  readonly openIntents: readonly OpenIntent[];
}

/** Who holds which stage of which model, since when and by whose doing, and what waits to come after: of one model, else of every one. */
export const readStatus = async (
  workspace: Workspace,
  ports: Ports,
  note: (message: string) => void,
  named?: string,
): Promise<readonly ModelStatus[]> => {
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
    const { governing, unusable } = governingOf(policies, workspace, model, note);
    models.push({ ...(await statusOf(ports, model, known.get(model), governing)), ...(unusable && { problem: unusable }) });
  }
  return models;
};

/** A policy that is wrong or missing hides no holder. */
const governingOf = (
  policies: Policies,
  workspace: Workspace,
  model: string,
  note: (message: string) => void,
): { readonly governing?: Governing; readonly unusable?: NonNullable<ModelStatus["problem"]> } => {
  try {
    return { governing: governingIn(policies, workspace, model) };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { code, message, help } = error.problem;
    note(help === undefined ? message : `${message}; ${help}`);
    const isGoverned = governingPolicies(policies.parsed, model).length > 0;
    return isGoverned ? { unusable: { code, message, ...(help !== undefined && { help }) } } : {};
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

import {
  judge,
  governingPolicies,
  modelMatcher,
  readLedger,
  standingOf,
  suggest,
  collectOn,
  type Failure,
  type GateResult,
  type LedgerState,
  type Ports,
  type Program,
  type Registry,
  type Verdict,
} from "@muster/core";
import { pMapIterable } from "p-map";
import type { Workspace } from "./open.js";
import { governingIn, policyFiles, readPolicies, type Policies } from "./policies.js";
import { ProblemError, problem, take, type Problem } from "./problem.js";

export interface SweepRequest {
  /** The target stage. */
  readonly to: string;
  /** A glob; default: every model that a policy governs. */
  readonly model?: string;
  readonly requester?: string;
}

/** A version that is newer than the holder of the target stage, or a model whose versions cannot be told. */
export type Swept =
  | { readonly model: string; readonly version: string; readonly verdict: Verdict; readonly gates: readonly GateResult[] }
  | {
      readonly model: string;
      readonly version?: string;
      readonly verdict: "unknown";
      readonly problem: Pick<Problem, "code" | "message" | "help">;
    };

export interface Sweep {
  readonly to: string;
  /** By the models' names, newest version first; each as soon as it is decided and those before it are. */
  readonly candidates: AsyncIterable<Swept>;
  /** How many candidates are known so far, and what was passed over. */
  known(): { readonly candidates: number; readonly ungoverned: number; readonly withoutStage: number };
}

const modelsAtOnce = 4;
const candidatesAtOnce = 8;

/** Checks every candidate of a registry for a stage, a few at a time. The ledger is read once: what is written meanwhile does not count. */
export const sweep = async (workspace: Workspace, ports: Ports, { to, model, requester }: SweepRequest): Promise<Sweep> => {
  const policies = await readPolicies(workspace, await policyFiles(workspace));
  checkStage(policies, to);
  const state = take(await readLedger(ports));
  const isWanted = model === undefined ? () => true : modelMatcher([model]);
  const models = take(await ports.registry.listModels()).filter(isWanted);
  if (models.length === 0 && model !== undefined) throw problem("absent", `no registered model matches \`${model}\``);

  const seen = { candidates: 0, ungoverned: 0, withoutStage: 0 };
  const listed = pMapIterable(models, (name) => candidatesOf(name, { workspace, policies, ports, state, to }), {
    concurrency: modelsAtOnce,
  });
  const each = async function* (): AsyncGenerator<Swept | Candidate> {
    for await (const found of listed) {
      if (found === "ungoverned" || found === "without-stage") {
        seen[found === "ungoverned" ? "ungoverned" : "withoutStage"] += 1;
        continue;
      }
      const all = "problem" in found ? [found] : found.versions.map((version) => ({ ...found, version }));
      seen.candidates += all.length;
      yield* all;
    }
  };
  const decide = (one: Swept | Candidate): Swept | Promise<Swept> =>
    "verdict" in one ? one : judgeCandidate(one, ports, state, to, requester);
  return {
    to,
    candidates: pMapIterable(each(), decide, { concurrency: candidatesAtOnce }),
    known: () => seen,
  };
};

/** A stage that no policy has is a mistyped one. */
const checkStage = ({ parsed }: Policies, to: string): void => {
  const stages = new Set(parsed.flatMap(({ policy }) => policy?.stages.map(({ name }) => name) ?? []));
  if (stages.has(to) || parsed.some(({ policy }) => policy === undefined)) return;
  const meant = suggest(to, stages);
  const help =
    meant === undefined ? `the stages are ${[...stages].map((stage) => `\`${stage}\``).join(", ")}` : `did you mean \`${meant}\`?`;
  throw problem("policy", `no policy has a stage \`${to}\``, stages.size === 0 ? "write a policy: `muster init`" : help);
};

interface OfModel {
  readonly model: string;
  readonly registry: Registry;
  readonly program: Program;
  readonly holders: Readonly<Record<string, string>>;
  /** What was read of the versions that candidates are compared with. */
  readonly baselines: Map<string, ReturnType<Registry["readVersion"]>>;
}

interface Candidate extends OfModel {
  readonly version: string;
}

interface Scene {
  readonly workspace: Workspace;
  readonly policies: Policies;
  readonly ports: Ports;
  readonly state: LedgerState;
  readonly to: string;
}

const candidatesOf = async (
  model: string,
  { workspace, policies, ports, state, to }: Scene,
): Promise<
  "ungoverned" | "without-stage" | Extract<Swept, { readonly problem: unknown }> | (OfModel & { readonly versions: readonly string[] })
> => {
  if (governingPolicies(policies.parsed, model).length === 0) return "ungoverned";
  const program = programOrProblem(policies, workspace, model);
  if ("problem" in program) return program;
  if (!program.stages.has(to)) return "without-stage";
  const registry = ports.registry.forOnePass?.() ?? ports.registry;
  const [holders, listed] = await Promise.all([registry.readHolders(model), registry.listVersions(model)]);
  if (!holders.ok) return unread(model, holders);
  if (!listed.ok) return unread(model, listed);
  const { holder } = standingOf(state.models.get(model), holders.value, to);
  const versions = listed.value.map(({ version }) => version);
  const held = holder === null ? -1 : versions.indexOf(holder);
  const newer = held === -1 ? versions : versions.slice(0, held);
  return { model, registry, program, holders: holders.value, baselines: new Map(), versions: newer };
};

const programOrProblem = (policies: Policies, workspace: Workspace, model: string) => {
  try {
    return governingIn(policies, workspace, model).program;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { model, verdict: "unknown", problem: error.problem } as const;
  }
};

const unread = (model: string, { reason, message, help }: Failure, version?: string) =>
  ({
    model,
    ...(version !== undefined && { version }),
    verdict: "unknown",
    problem: { code: reason, message, ...(help !== undefined && { help }) },
  }) as const;

const judgeCandidate = async (
  { model, version, registry, program, holders, baselines }: Candidate,
  ports: Ports,
  state: LedgerState,
  to: string,
  requester: string | undefined,
): Promise<Swept> => {
  const request = { model, version, to, ...(requester !== undefined && { requester }) };
  const reading = readingOnce(registry, version, baselines);
  const collected = await collectOn({ state, holders }, { ...ports, registry: reading }, program, request);
  if (!collected.ok) return unread(model, collected, version);
  const judged = judge(program, collected.value.evidence);
  return judged.ok ? { model, version, ...judged.value } : unread(model, judged, version);
};

/** Reads what candidates are compared with once for all of them; what could not be read is asked for again. */
const readingOnce = (registry: Registry, candidate: string, known: OfModel["baselines"]): Registry => ({
  ...registry,
  readVersion: (model, version) => {
    if (version === candidate) return registry.readVersion(model, version);
    const read = known.get(version) ?? registry.readVersion(model, version);
    known.set(version, read);
    return read.then((facts) => {
      if (!facts.ok) known.delete(version);
      return facts;
    });
  },
});

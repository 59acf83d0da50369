import type { CompiledStage, Program } from "./compile.js";
import { findStage } from "./evaluate.js";
import type { Baseline, Candidate, Evidence, Holder } from "./generated/evidence.js";
import type { ModelLedger } from "./ledger/fold-model.js";
import { readLedger, type LedgerState } from "./ledger/fold.js";
import { standingOf, type Standing } from "./ledger/standing.js";
import { readNow } from "./ports/clock.js";
import type { Ports } from "./ports/ports.js";
import type { Registry } from "./ports/registry.js";
import { readFacts } from "./ports/read-facts.js";
import { success, type Result } from "./ports/result.js";
import { writeInstant } from "./time/instant.js";

export interface CollectRequest {
  readonly model: string;
  readonly version: string;
  /** The target stage. */
  readonly to: string;
  readonly requester?: string;
  /** Default `promote`. */
  readonly action?: "promote" | "rollback";
}

export interface Collected {
  /** With its `request`: `evaluate(program, evidence, { action })` needs nothing else. */
  readonly evidence: Evidence;
  readonly state: LedgerState;
  /** Whom the registry names, by stage. */
  readonly registryHolders: Readonly<Record<string, string>>;
  /** Who holds each stage of the policy, in its order, by the ledger's word and by the registry's. */
  readonly standings: readonly Standing[];
}

/**
 * Collects the evidence that the target stage's gates ask for. The facts of versions are the registry's; who holds a stage
 * since when, approvals and checks are the ledger's. Failure `absent`: no such model, version or stage.
 */
export const collect = async (ports: Ports, program: Program, request: CollectRequest): Promise<Result<Collected>> => {
  const state = await readLedger(ports);
  return state.ok ? collectOn(state.value, ports, program, request) : state;
};

/**
 * Collects on a state of the ledger that was read before. The registry is read after the ledger, so that whatever moved in
 * between shows as drift or as another head, never as a move that was not there.
 */
export const collectOn = async (
  state: LedgerState,
  { registry, clock }: Ports,
  program: Program,
  request: CollectRequest,
): Promise<Result<Collected>> => {
  const { model, version, to, requester, action = "promote" } = request;
  const stage = findStage(program, model, to);
  if (!stage.ok) return stage;
  const [candidate, holders] = await Promise.all([readFacts(registry, model, version), registry.readHolders(model)]);
  if (!candidate.ok) return candidate;
  if (!holders.ok) return holders;

  const ofModel = state.models.get(model);
  const standings = [...program.stages.keys()].map((name) => standingOf(ofModel, holders.value, name));
  const wanted = baselinesOf(stage.value, action).map((of) => [of, baselineVersion(of, standings, ofModel)] as const);
  const baselines = await readBaselines(registry, model, candidate.value, wanted);
  if (!baselines.ok) return baselines;

  const isOfVersion = (word: { readonly version?: string }): boolean => word.version === version;
  const evidence: Evidence = {
    model,
    request: { to, ...(requester !== undefined && { requester }), at: writeInstant(readNow(clock)) },
    candidate: candidate.value,
    stages: Object.fromEntries(standings.flatMap(holderOf)),
    baselines: baselines.value,
    approvals: (ofModel?.approvals ?? []).filter(isOfVersion),
    checks: (ofModel?.checks ?? []).filter(isOfVersion),
  };
  return success({ evidence, state, registryHolders: holders.value, standings });
};

/** A stage's holder in the evidence: since when, and whether the registry agrees, only where the ledger knows it. */
const holderOf = ({ stage, tenure, registry, holder, drift }: Standing): readonly (readonly [string, Holder])[] => {
  if (holder === null) return [];
  return [[stage, { version: holder, ...(tenure !== undefined && { since: tenure.since }), ...(drift && { drift: { registry } }) }]];
};

const pinned = "version:";

const baselinesOf = ({ gates, rollback }: CompiledStage, action: "promote" | "rollback"): readonly string[] => {
  const asking = action === "rollback" ? rollback : gates;
  return [...new Set(asking.flatMap(({ requirements }) => requirements).flatMap((one) => (one.need === "baseline" ? [one.of] : [])))];
};

/** The version that a baseline names: a pinned one, a stage's holder, else its last holder. */
const baselineVersion = (of: string, standings: readonly Standing[], ofModel: ModelLedger | undefined): string | undefined =>
  of.startsWith(pinned)
    ? of.slice(pinned.length)
    : (standings.find(({ stage }) => stage === of)?.holder ?? ofModel?.lastHolders.get(of)?.version);

/** Each version is read once, side by side. */
const readBaselines = async (
  registry: Registry,
  model: string,
  candidate: Candidate,
  wanted: readonly (readonly [of: string, version: string | undefined])[],
): Promise<Result<Readonly<Record<string, Baseline>>>> => {
  const versions = [...new Set(wanted.flatMap(([, version]) => version ?? []))];
  const read = await Promise.all(
    versions.map((version) => (version === candidate.version ? Promise.resolve(success(candidate)) : readFacts(registry, model, version))),
  );
  const facts = new Map<string, Baseline | undefined>();
  for (const [index, version] of versions.entries()) {
    const one = read[index];
    if (one?.ok === false && one.reason !== "absent") return one;
    facts.set(version, one?.ok === true ? one.value : undefined);
  }
  return success(
    Object.fromEntries(
      wanted.flatMap(([of, version]) => {
        if (version === undefined) return [];
        // A stage was held by a version that is gone: its facts are missing, not the baseline.
        const baseline = facts.get(version) ?? (of.startsWith(pinned) ? undefined : { version });
        return baseline === undefined ? [] : [[of, baseline]];
      }),
    ),
  );
};

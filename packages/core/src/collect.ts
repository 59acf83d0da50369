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
import { failure, success, type Failure, type Result } from "./ports/result.js";
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
  if (!state.ok) return state;
  // After the ledger: what moves in between shows as drift or as another head, never as agreement that was not there.
  const holders = await ports.registry.readHolders(request.model);
  if (!holders.ok) return holders;
  return collectOn({ state: state.value, holders: holders.value }, ports, program, request);
};

/** Collects on what the ledger and the registry said of the stages before. */
export const collectOn = async (
  { state, holders }: { readonly state: LedgerState; readonly holders: Readonly<Record<string, string>> },
  { registry, clock }: Ports,
  program: Program,
  request: CollectRequest,
): Promise<Result<Collected>> => {
  const { model, version, to, requester, action = "promote" } = request;
  const stage = findStage(program, model, to);
  if (!stage.ok) return stage;
  const ofModel = state.models.get(model);
  const standings = [...program.stages.keys()].map((name) => standingOf(ofModel, holders, name));
  const baselines = new Map(baselinesOf(stage.value, action).map((of) => [of, baselineVersion(of, standings, ofModel)]));
  const facts = await readAll(registry, model, [version, ...baselines.values()], ofModel);
  if (!facts.ok) return facts;
  const candidate = facts.value.get(version);
  if (candidate?.ok !== true) return candidate ?? failure("absent", `no version \`${version}\` is registered`);

  const isOfVersion = (word: { readonly version?: string }): boolean => word.version === version;
  const evidence: Evidence = {
    model,
    request: { to, ...(requester !== undefined && { requester }), at: writeInstant(readNow(clock)) },
    candidate: candidate.value,
    stages: Object.fromEntries(standings.flatMap(holderOf)),
    baselines: Object.fromEntries([...baselines].flatMap(([of, held]) => baselineOf(of, held, facts.value))),
    approvals: (ofModel?.approvals ?? []).filter(isOfVersion),
    checks: (ofModel?.checks ?? []).filter(isOfVersion),
  };
  return success({ evidence, state, registryHolders: holders, standings });
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

/** Reads each version once, side by side. A version that is gone is no failure here; one that cannot be read is. */
const readAll = async (registry: Registry, model: string, versions: readonly (string | undefined)[], ofModel: ModelLedger | undefined) => {
  const distinct = [...new Set(versions.flatMap((version) => version ?? []))];
  const read = await Promise.all(
    distinct.map(async (version) => {
      const facts = await readFacts(registry, model, version);
      return [version, facts.ok ? (renamed(model, facts.value, ofModel?.revisions.get(version)) ?? facts) : facts] as const;
    }),
  );
  const broken = read.map(([, facts]) => facts).find((facts) => !facts.ok && facts.reason !== "absent");
  return broken?.ok === false ? broken : success(new Map(read));
};

/** Where a version's name stands for something else than the ledger knows, nothing that was said of it is about what it is now. */
const renamed = (model: string, { version, revision }: Candidate, known: string | undefined): Failure | undefined =>
  known === undefined || revision === undefined || known === revision
    ? undefined
    : failure(
        "refused",
        `\`${model}@${version}\` is \`${revision.slice(0, 12)}\` in the registry, and the ledger knows it as \`${known.slice(0, 12)}\`: its name was moved`,
        "move it back, and register what it is now as another version",
      );

/** Where a stage's holder is gone from the registry, its facts are missing, not the baseline. */
const baselineOf = (
  of: string,
  version: string | undefined,
  facts: ReadonlyMap<string, Result<Candidate>>,
): readonly (readonly [string, Baseline])[] => {
  if (version === undefined) return [];
  const read = facts.get(version);
  if (read?.ok === true) return [[of, read.value]];
  return of.startsWith(pinned) ? [] : [[of, { version }]];
};

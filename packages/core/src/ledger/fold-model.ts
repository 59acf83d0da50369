import type { EventBody, LedgerEvent } from "../generated/event.js";
import type { Approval, Assurance, CheckResult } from "../generated/evidence.js";

export type MoveAction = "promotion" | "rollback" | "retirement";

/** How a version came to hold a stage, or ceased to. */
export interface Turn {
  readonly how: MoveAction | "adoption";
  /** Who asked for it, not who settled it. */
  readonly by: string;
  readonly assurance: Assurance;
  readonly reason?: string;
  /** The number of the event that says so. */
  readonly seq: number;
}

/** A version's time in a stage, without a break. */
export interface Tenure extends Turn {
  readonly stage: string;
  readonly version: string;
  /** The artifact's digest when it was moved, where the registry told one. */
  readonly digest?: string;
  readonly since: string;
  /** Absent: it holds the stage now. */
  readonly until?: string;
  /** What ended it; a version whose tenure ended by a `rollback` was rolled back from. */
  readonly ended?: Turn;
}

/** A move that was announced and not settled. */
export interface OpenIntent {
  readonly seq: number;
  readonly action: MoveAction;
  readonly model: string;
  readonly stage: string;
  /** The version that is to hold the stage; null leaves it without a holder. */
  readonly version: string | null;
  readonly digest?: string;
  /** The holder that was observed; null for none. */
  readonly holder: string | null;
  readonly at: string;
  readonly deadline: string;
  readonly by: string;
  readonly reason?: string;
}

export interface Registration {
  readonly version: string;
  readonly digest?: string;
  readonly at: string;
  readonly by: string;
  readonly seq: number;
}

/** What the events say of one model. */
export interface ModelLedger {
  /** Who holds each stage now, by stage name. */
  readonly holders: ReadonlyMap<string, Tenure>;
  /** Who held each stage last, by stage name: its holder where it has one. */
  readonly lastHolders: ReadonlyMap<string, Tenure>;
  /** Every tenure, in the order in which they began. */
  readonly history: readonly Tenure[];
  /** Every word, in the order of the events. */
  readonly approvals: readonly Approval[];
  readonly checks: readonly CheckResult[];
  readonly openIntents: readonly OpenIntent[];
  readonly registered: readonly Registration[];
  /** What the registry's name of each version stood for when that was first told, by version. */
  readonly revisions: ReadonlyMap<string, string>;
}

/** Folds the events of one model. An event that lacks what its type needs changes nothing. */
export const foldModel = (events: readonly LedgerEvent[]): ModelLedger => {
  const history: Tenure[] = [];
  const current = new Map<string, number>();
  const approvals: Approval[] = [];
  const checks: CheckResult[] = [];
  const registered: Registration[] = [];
  const revisions = new Map<string, string>();
  const intents = new Map<number, { readonly intent: OpenIntent; readonly turn: Omit<Turn, "seq"> }>();

  const end = (stage: string, at: string, ended: Turn): void => {
    const index = current.get(stage);
    const tenure = index === undefined ? undefined : history[index];
    if (index === undefined || tenure === undefined) return;
    history[index] = { ...tenure, until: at, ended };
    current.delete(stage);
  };
  const begin = (tenure: Tenure): void => {
    const before = current.get(tenure.stage);
    if (before !== undefined && history[before]?.version === tenure.version) return;
    end(tenure.stage, tenure.since, turnOf(tenure));
    current.set(tenure.stage, history.push(tenure) - 1);
  };

  const intend = (action: MoveAction, { seq, at, actor, body }: LedgerEvent): void => {
    const { to: stage, deadline, holder, version, model } = body;
    if (stage === undefined || deadline === undefined || holder === undefined) return;
    if ((version === undefined) !== (action === "retirement")) return;
    intents.set(seq, {
      intent: {
        seq,
        action,
        model,
        stage,
        version: version ?? null,
        ...pick(body, "digest", "reason"),
        holder,
        at,
        deadline,
        by: actor.identity,
      },
      turn: { how: action, by: actor.identity, assurance: actor.assurance, ...pick(body, "reason") },
    });
  };
  const settle = (applied: boolean, { seq, at, body }: LedgerEvent): void => {
    const open = intents.get(body.intent ?? 0);
    if (open === undefined) return;
    intents.delete(open.intent.seq);
    const { stage, version, digest } = open.intent;
    const turn = { ...open.turn, seq };
    if (!applied) return;
    if (version === null) end(stage, at, turn);
    else begin({ stage, version, ...(digest !== undefined && { digest }), since: at, ...turn });
  };
  const adopt = ({ seq, at, actor, body }: LedgerEvent): void => {
    const turn: Turn = { how: "adoption", by: actor.identity, assurance: actor.assurance, ...pick(body, "reason"), seq };
    const adopted = new Map(Object.entries(body.stages ?? {}));
    for (const stage of [...current.keys()]) if (!adopted.has(stage)) end(stage, at, turn);
    for (const [stage, version] of adopted) begin({ stage, version, since: at, ...turn });
  };
  const word = (decision: Approval["decision"], { at, actor, body }: LedgerEvent): void =>
    void approvals.push({
      by: actor.identity,
      decision,
      at,
      ...pick(body, "to", "model", "version", "digest", "stageDigest", "reason"),
      assurance: actor.assurance,
    });
  const check = ({ at, actor, body }: LedgerEvent): void => {
    const { name, status } = body;
    if (name === undefined || status === undefined) return;
    checks.push({
      name,
      status,
      by: actor.identity,
      at,
      ...pick(body, "model", "version", "digest", "url", "summary"),
      assurance: actor.assurance,
    });
  };
  const register = ({ seq, at, actor, body }: LedgerEvent): void => {
    if (body.version !== undefined) registered.push({ version: body.version, ...pick(body, "digest"), at, by: actor.identity, seq });
  };

  for (const event of events) {
    const { version, revision } = event.body;
    if (version !== undefined && revision !== undefined && !revisions.has(version)) revisions.set(version, revision);
    switch (event.type) {
      case "promotion.intended":
        intend("promotion", event);
        break;
      case "rollback.intended":
        intend("rollback", event);
        break;
      case "retirement.intended":
        intend("retirement", event);
        break;
      case "promotion.applied":
      case "rollback.applied":
      case "retirement.applied":
        settle(true, event);
        break;
      case "promotion.failed":
      case "promotion.aborted":
      case "rollback.failed":
      case "rollback.aborted":
      case "retirement.failed":
      case "retirement.aborted":
        settle(false, event);
        break;
      case "registry.adopted":
        adopt(event);
        break;
      case "approval.granted":
        word("approve", event);
        break;
      case "approval.rejected":
        word("reject", event);
        break;
      case "approval.revoked":
        word("revoke", event);
        break;
      case "check.recorded":
        check(event);
        break;
      case "version.registered":
        register(event);
        break;
      case "promotion.requested":
      case "rollback.requested":
      case "retirement.requested":
      case "override.granted":
      case "drift.observed":
        break;
    }
  }

  const lastHolders = new Map(history.map((tenure) => [tenure.stage, tenure]));
  return {
    holders: new Map([...lastHolders].filter(([, { until }]) => until === undefined)),
    lastHolders,
    history,
    approvals,
    checks,
    openIntents: [...intents.values()].map(({ intent }) => intent),
    registered,
    revisions,
  };
};

const turnOf = ({ how, by, assurance, reason, seq }: Turn): Turn => ({ how, by, assurance, ...(reason !== undefined && { reason }), seq });

/** The keys that are there. */
const pick = <K extends keyof EventBody>(body: EventBody, ...keys: readonly K[]): Pick<EventBody, K> =>
  Object.fromEntries(keys.flatMap((key) => (body[key] === undefined ? [] : [[key, body[key]]]))) as Pick<EventBody, K>;

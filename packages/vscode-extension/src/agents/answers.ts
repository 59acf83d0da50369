import type { Decision, GateResult } from "@muster/core";
import type { Overview, Unread } from "../workspaces/overview.js";
import { nameOfRoot } from "../workspaces/roots.js";

/** A verdict in short, for an agent. */
export const checkOf = ({ model, version, to, verdict, code, until, summary, gates, remedies, at }: Decision) => ({
  model,
  version,
  to,
  verdict,
  ...(code !== undefined && { code }),
  ...(until !== undefined && { until }),
  summary,
  at,
  gates: gates.map(({ id, outcome, level, message }) => ({ id, outcome, level, message })),
  whatWouldHelp: remedies.complete ? remedies.changes.map(({ text }) => text) : remedies.hints,
  note: "read only: a person promotes with `Muster: Promote Model Version…`",
});

/** A verdict with everything that it rests on, gate by gate. */
export const explanationOf = (decision: Decision): object => ({
  ...checkOf(decision),
  policy: decision.policy,
  evidence: decision.evidence,
  gates: decision.gates.map(gateOf),
});

const gateOf = ({
  id,
  kind,
  level,
  outcome,
  code,
  message,
  expected,
  observed,
  baseline,
  margin,
  people,
  until,
  remedy,
  note,
  location,
  gates,
}: GateResult): object => ({
  id,
  kind,
  level,
  outcome,
  code,
  message,
  expected,
  observed,
  baseline,
  margin,
  people,
  until,
  remedy,
  note,
  place: `${location.file}:${location.line}`,
  ...(gates && { gates: gates.map(gateOf) }),
});

const mostModels = 50;

/** Every model with who holds its stages and what could enter them next. */
export const candidatesOf = (seen: readonly (Overview | Unread)[], named: string | undefined) => ({
  workspaces: seen.map((one) =>
    "problem" in one
      ? { workspace: nameOfRoot(one.root), problem: one.problem.message }
      : {
          workspace: nameOfRoot(one.root),
          models: one.models
            .filter(({ model }) => named === undefined || model === named)
            .slice(0, mostModels)
            .map(({ model, policy, stages, candidates, openMoves }) => ({
              model,
              policy: policy ?? null,
              stages: stages
                .filter(({ isEntry }) => !isEntry)
                .map(({ name, version, since }) => ({ name, holder: version ?? null, since })),
              candidates: candidates.slice(0, 10).map(({ version }) => version),
              next: openMoves.map(({ version, to, decision }) => ({ version, to, verdict: decision.verdict, summary: decision.summary })),
            })),
        },
  ),
});

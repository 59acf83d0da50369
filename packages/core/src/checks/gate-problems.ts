import { checkWhen } from "../conditions/when.js";
import { problemAt } from "../diagnostics/problem-at.js";
import type { PolicyCheck } from "./checked-policy.js";

/** What each gate's own kind finds in it, and what is wrong with its `when`. */
export const gateProblems: PolicyCheck = ({ policy, stages, entry, people, sources }) =>
  stages.flatMap(({ stage, after, gates, rollback }) =>
    [...gates, ...rollback].flatMap(({ gate, kind, kindKey, config }) => {
      const own = kind.check?.(config, { policy, stage, after, entry, people }) ?? [];
      const home = kindKey === "uses" && "with" in gate ? { container: config, key: "" } : { container: gate, key: kindKey };
      const conditional = gate.when === undefined ? [] : checkWhen(gate.when, { policy });
      return [
        ...own.map((problem) => problemAt(problem, home, sources)),
        ...conditional.map((problem) => problemAt(problem, { container: gate, key: "when" }, sources)),
      ];
    }),
  );

import type { ApprovalsGate } from "../../generated/policy.js";
import { checkNames } from "../../identity/check-names.js";
import { readDuration } from "../../time/duration.js";
import type { GateContext, GateProblem } from "../define-gate.js";
import { keywords, quorumOf } from "./quorum.js";

type Context = Pick<GateContext, "policy" | "people">;

/** What is wrong with an approvals gate beyond its schema. */
export const checkQuorum = (config: ApprovalsGate, context: Context): readonly GateProblem[] => {
  const names = [
    ...checkNames({ names: config.from, decides: true }, context),
    ...checkNames({ names: config.exclude ?? [], keywords, decides: false }, context),
  ];
  return [...names, ...checkExpiry(config), ...(names.length > 0 ? [] : checkSize(config, context))];
};

const checkExpiry = ({ expires }: ApprovalsGate): readonly GateProblem[] =>
  expires !== undefined && readDuration(expires) === 0
    ? [
        {
          code: "wrong-value",
          severity: "error",
          message: `\`${expires}\` ends an approval in the instant that it is given`,
          help: "give the time that an approval lasts, such as `7d`",
          key: "expires",
        },
      ]
    : [];

/** A warning: people may be changed outside of this gate, and until then it is `failed`, never passed. */
const checkSize = (config: ApprovalsGate, context: Context): readonly GateProblem[] => {
  const { needed, members, exclude } = quorumOf(config, context);
  const most = [...members].filter((person) => !exclude.people.has(person)).length;
  if (most >= needed) return [];
  const people = most === 1 ? "1 person" : `${most} people`;
  return [
    {
      code: "too-few-people",
      severity: "warning",
      message: `${needed} must approve and only ${people} may`,
      help: "add people to `from`, or ask for fewer approvals",
    },
  ];
};

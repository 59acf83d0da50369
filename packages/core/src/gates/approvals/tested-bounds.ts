import { readInstant } from "../../time/instant.js";
import type { ApprovalsGate } from "../../generated/policy.js";
import { allPoints, pointAt, reachOfDuration, type GateBound } from "../gate-bound.js";
import type { Quorum } from "./quorum.js";
import { hasExpired } from "./standing.js";

/** How many approve, and for how long an approval lasts. */
export const testedBounds = ({ needed, expires, members }: Quorum, config: ApprovalsGate): readonly GateBound[] => [
  {
    key: "approvals",
    written: String(needed),
    points: members.size > needed ? allPoints : ["below", "at"],
    reached: ({ people }) =>
      people === undefined ? [] : pointAt(people.counted.filter(({ said }) => said === "approve").length - needed, 1),
  },
  ...(expires === undefined
    ? []
    : [
        {
          key: "expires",
          written: config.expires ?? "",
          points: allPoints,
          reached: ({ people }, { now }) => {
            const words = [
              ...(people?.counted ?? []).filter(({ said }) => said === "approve"),
              ...(people?.ignored ?? []).filter(hasExpired),
            ];
            return words.flatMap(({ at }) => pointAt(now - (readInstant(at) ?? now) - expires, reachOfDuration(expires)));
          },
        } satisfies GateBound,
      ]),
];

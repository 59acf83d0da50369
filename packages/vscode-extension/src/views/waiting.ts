import type { Overview, Unread } from "../workspaces/overview.js";
import { moveNode } from "./move-node.js";
import type { Node } from "./node.js";

/** The promotions that this person's approval is asked for. */
export const waitingNodes = (seen: readonly (Overview | Unread)[]): readonly Node[] =>
  seen.flatMap((one) =>
    "problem" in one
      ? []
      : one.models.flatMap(({ openMoves }) =>
          openMoves
            .filter(({ isMineToApprove }) => isMineToApprove)
            .map((move) => {
              const label = `${move.model}@${move.version} → ${move.to}`;
              return { ...moveNode(one.root, move, `${one.root}:${label}`, label), description: move.decision.summary };
            }),
        ),
  );

import type { Overview, Unread } from "../workspaces/overview.js";
import { reasonFor } from "../promote/verdict.js";
import { plain } from "../wording/plain.js";
import { moveNode } from "./move-node.js";
import type { Node } from "./node.js";

/** The promotions that this person's approval is asked for. */
export const waitingNodes = (seen: readonly (Overview | Unread)[]): readonly Node[] =>
  seen.flatMap((one) =>
    ("problem" in one ? [] : one.models)
      .flatMap(({ openMoves }) => openMoves)
      .flatMap((move) => {
        if (move.asksMe === undefined) return [];
        const label = `${move.model}@${move.version} → ${move.to}`;
        const asked = moveNode(one.root, { ...move, decision: move.asksMe }, `${one.root}:${label}`, label);
        return [{ ...asked, description: plain(reasonFor(move.asksMe)) }];
      }),
  );

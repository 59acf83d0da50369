import type { Location, Position } from "vscode-languageserver-types";
import type { Context } from "../context.js";
import { rangeOf } from "../documents/ranges.js";
import type { Document } from "../documents/document.js";
import { familyOf } from "./family.js";
import { isSame, occurrenceAt, occurrencesIn } from "./occurrences.js";

/** Everywhere the stage, group, gate or person at a position is named. */
export const references = (
  document: Document,
  position: Position,
  { includeDeclaration }: { readonly includeDeclaration: boolean },
  { documents }: Context,
): Location[] => {
  const found = occurrenceAt(document, document.text.offsetAt(position));
  if (found === undefined) return [];
  return familyOf(document, documents).flatMap((member) =>
    occurrencesIn(member)
      .filter((one) => isSame(one, found) && (includeDeclaration || !one.isDefinition))
      .map(({ span }) => ({ uri: member.uri, range: rangeOf(member, span) })),
  );
};

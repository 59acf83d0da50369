import type { Location, Position } from "vscode-languageserver-types";
import type { Context } from "../context.js";
import { rangeOf } from "../documents/ranges.js";
import { spotAt } from "../documents/spot.js";
import type { Document } from "../documents/document.js";
import { baseOf, familyOf } from "../references/family.js";
import { isSame, occurrenceAt, occurrencesIn } from "../references/occurrences.js";

/** Where the stage, group or gate at a position is defined; the file that `extends` names. */
export const definition = (document: Document, position: Position, { documents }: Context): Location[] => {
  const offset = document.text.offsetAt(position);
  const { path, scalar, isKey } = spotAt(document, offset);
  const base = path.length === 1 && path[0] === "extends" && scalar !== undefined && !isKey ? baseOf(document) : undefined;
  if (base !== undefined) return [{ uri: base, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } }];
  const found = occurrenceAt(document, offset);
  if (found === undefined) return [];
  return familyOf(document, documents).flatMap((member) =>
    occurrencesIn(member)
      .filter((one) => one.isDefinition && isSame(one, found))
      .map(({ span }) => ({ uri: member.uri, range: rangeOf(member, span) })),
  );
};

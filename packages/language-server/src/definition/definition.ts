import type { Location, Position } from "vscode-languageserver-types";
import type { Context } from "../context.js";
import { normalized } from "../documents/addresses.js";
import type { Path } from "../documents/tree.js";
import { askedStageAt, gatesAsked, testedPolicy } from "../policy-tests/tested-policy.js";
import { rangeOf } from "../documents/ranges.js";
import { spotAt } from "../documents/spot.js";
import type { Document } from "../documents/document.js";
import { baseOf, familyOf } from "../references/family.js";
import { isSame, occurrenceAt, occurrencesIn } from "../references/occurrences.js";

/** Where the stage, group or gate at a position is defined; the file that `extends` or `policy` names. */
export const definition = (document: Document, position: Position, { documents }: Context): Location[] => {
  const offset = document.text.offsetAt(position);
  const { path, scalar, isKey } = spotAt(document, offset);
  const base =
    path.length === 1 && (path[0] === "extends" || path[0] === "policy") && scalar !== undefined && !isKey ? baseOf(document) : undefined;
  if (base !== undefined) return [{ uri: base, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } }];
  const found = occurrenceAt(document, offset);
  if (found === undefined) return [];
  const defined = familyOf(document, documents).flatMap((member) =>
    occurrencesIn(member)
      .filter((one) => one.isDefinition && isSame(one, found))
      .map(({ span }) => ({ uri: member.uri, range: rangeOf(member, span) })),
  );
  return defined.length === 0 && found.named === "gate" ? testedGate(document, path, found.name, documents) : defined;
};

/** The gate of the policy that a policy test names by its default id. */
const testedGate = (document: Document, path: Path, id: string, documents: readonly Document[]): Location[] => {
  const gate = gatesAsked(testedPolicy(document, documents), askedStageAt(document, path)).find((one) => one.id === id);
  if (gate === undefined) return [];
  const { file, line, column, length } = gate.fixed.location;
  const start = { line: line - 1, character: column - 1 };
  return [{ uri: normalized(file), range: { start, end: { ...start, character: start.character + length } } }];
};

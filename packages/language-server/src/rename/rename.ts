import { failure, success, type Result } from "@muster/core";
import type { Position, Range, TextEdit, WorkspaceEdit } from "vscode-languageserver-types";
import type { Context } from "../context.js";
import type { Document } from "../documents/document.js";
import { rangeOf } from "../documents/ranges.js";
import { familyOf } from "../references/family.js";
import { isSame, occurrenceAt, occurrencesIn, type Named, type Occurrence } from "../references/occurrences.js";
import { rewriting } from "./rewriting.js";

/** The name at a position that can be renamed. */
export const prepareRename = (
  document: Document,
  position: Position,
  context: Context,
): { readonly range: Range; readonly placeholder: string } | undefined => {
  const found = renamableAt(document, position, context);
  return found && { range: rangeOf(document, found.span), placeholder: found.name };
};

/**
 * Renames a stage, group or gate wherever it is named. Failure `malformed`: it cannot have that name; `conflict`: another one
 * has it; `absent`: there is nothing to rename.
 */
export const rename = (document: Document, position: Position, name: string, context: Context): Result<WorkspaceEdit> => {
  const found = renamableAt(document, position, context);
  if (found === undefined) return failure("absent", "there is no stage, group or gate here that can be renamed");
  const { pattern, help } = forms[found.named];
  if (!pattern.test(name)) return failure("malformed", `\`${name}\` cannot be the name of a ${found.named}`, help);
  const family = familyOf(document, context.documents);
  if (name !== found.name && isDefined({ ...found, name }, family))
    return failure("conflict", `there is a ${found.named} \`${name}\` already`);
  const changes = family.flatMap((member): readonly (readonly [string, TextEdit[]])[] => {
    const named = occurrencesIn(member).filter((one) => isSame(one, found));
    const edits = named
      .map((one) => rewriting(member, one, name))
      .map(({ span, text }) => ({ range: rangeOf(member, span), newText: text }));
    return edits.length === 0 ? [] : [[member.uri, edits]];
  });
  return success({ changes: Object.fromEntries(changes) });
};

type Renamable = Occurrence & { readonly named: Exclude<Named, "person"> };

const forms: Readonly<Record<Renamable["named"], { readonly pattern: RegExp; readonly help: string }>> = {
  stage: {
    pattern: /^(?=.{1,200}$)[A-Za-z0-9]([A-Za-z0-9_/-]*[A-Za-z0-9])?$/,
    help: "use letters, digits, `-`, `_` and `/`, a letter or digit first and last",
  },
  group: { pattern: /^[A-Za-z][A-Za-z0-9_-]*$/, help: "use letters, digits, `-` and `_`, a letter first" },
  gate: { pattern: /^[^\p{Cc}\p{Surrogate}]{1,200}$/u, help: "use 1 to 200 characters that can be seen" },
};

/** What the family does not define is not ours to rename. */
const renamableAt = (document: Document, position: Position, { documents }: Context): Renamable | undefined => {
  const found = occurrenceAt(document, document.text.offsetAt(position));
  return found !== undefined && isRenamable(found) && isDefined(found, familyOf(document, documents)) ? found : undefined;
};

const isRenamable = (one: Occurrence): one is Renamable => one.named !== "person";

const isDefined = (wanted: Occurrence, family: readonly Document[]): boolean =>
  family.some((member) => occurrencesIn(member).some((one) => one.isDefinition && isSame(one, wanted)));

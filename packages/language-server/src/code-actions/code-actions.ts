import { CodeActionKind, type CodeAction, type Range, type WorkspaceEdit } from "vscode-languageserver-types";
import type { Context } from "../context.js";
import { toDiagnostic } from "../diagnostics/diagnose.js";
import { problemsOf } from "../diagnostics/problems.js";
import type { Document } from "../documents/document.js";
import { rangeOf, touches } from "../documents/ranges.js";
import { changesForAll } from "./fix-all.js";
import type { Change, Repair } from "./repair.js";
import { repairsOf } from "./repairs.js";
import { silencing } from "./silence.js";

export interface CodeActionRequest {
  readonly range: Range;
  /** Default: all kinds. */
  readonly only?: readonly CodeActionKind[];
}

/** All fixes of a file in one action, for editors that run it when a file is saved. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.muster`;

/** Where all of a text is selected, many more problems may be in the range than anybody looks for in a menu. */
const mostMended = 100;

/** Quick fixes for what is wrong in the range, or else on its lines, silencing, and all fixes of the file at once. */
export const codeActions = (document: Document, { range, only }: CodeActionRequest, context: Context): CodeAction[] => {
  const isAsked = (kind: CodeActionKind) => only === undefined || only.some((one) => kind === one || kind.startsWith(`${one}.`));
  const problems = problemsOf(document, context);
  const asked = { start: document.text.offsetAt(range.start), end: document.text.offsetAt(range.end) };
  const touched = problems.filter((problem) => touches(asked, { start: problem.range.start.offset, end: problem.range.end.offset }));
  const onLines = problems.filter((problem) => range.start.line < problem.range.end.line && problem.range.start.line <= range.end.line + 1);
  const inRange = (touched.length > 0 ? touched : onLines).slice(0, mostMended);
  const fixes = !isAsked(CodeActionKind.QuickFix)
    ? []
    : inRange.flatMap((problem) => {
        const diagnostics = [toDiagnostic(document, problem)];
        const silence = silencing(document, problem);
        return [...repairsOf(document, problem, context), ...(silence === undefined ? [] : [silence])].map((repair): CodeAction => {
          return { ...actionOf(document, repair, CodeActionKind.QuickFix), diagnostics };
        });
      });
  const changes = isAsked(fixAllKind) ? changesForAll(problems) : [];
  const all = changes.length === 0 ? [] : [actionOf(document, { title: "fix all that Muster can fix", changes }, fixAllKind)];
  return [...fixes, ...all];
};

const actionOf = (document: Document, { title, changes, isPreferred }: Repair, kind: CodeActionKind): CodeAction => ({
  title: `${title.charAt(0).toUpperCase()}${title.slice(1)}`,
  kind,
  edit: editOf(document, changes),
  ...(isPreferred === true && { isPreferred }),
});

const editOf = (document: Document, changes: readonly Change[]): WorkspaceEdit => ({
  changes: { [document.uri]: changes.map(({ span, text }) => ({ range: rangeOf(document, span), newText: text })) },
});

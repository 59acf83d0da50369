import { LSPErrorCodes, ResponseError, type CancellationToken, type Connection } from "vscode-languageserver";
import { codeActions } from "../code-actions/code-actions.js";
import { codeLenses } from "../code-lenses/code-lenses.js";
import { complete } from "../completion/complete.js";
import type { Context } from "../context.js";
import { definition } from "../definition/definition.js";
import type { Document } from "../documents/document.js";
import { foldingRanges } from "../folding/folding-ranges.js";
import { format } from "../formatting/format.js";
import { hover } from "../hover/hover.js";
import { inlayHints } from "../inlay-hints/inlay-hints.js";
import { links } from "../links/links.js";
import { references } from "../references/references.js";
import { prepareRename, rename } from "../rename/rename.js";
import { selectionRanges } from "../selection/selection-ranges.js";
import { symbols } from "../symbols/symbols.js";
import type { Library } from "./library.js";
import { soon } from "./soon.js";

/** Answers requests about documents. */
export const answerRequests = (connection: Connection, library: Library, context: () => Context): void => {
  /** About the latest text; what was cancelled meanwhile is not begun. */
  const about =
    <Params extends { readonly textDocument: { readonly uri: string } }, Answer>(
      answer: (document: Document, params: Params, context: Context) => Answer,
    ) =>
    async (params: Params, token: CancellationToken): Promise<Answer | ResponseError | null> => {
      await soon();
      const document = token.isCancellationRequested ? undefined : await library.read(params.textDocument.uri);
      if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
      return document === undefined ? null : answer(document, params, context());
    };

  connection.onCompletion(about((document, { position }, known) => complete(document, position, known)));
  connection.onHover(about((document, { position }, known) => hover(document, position, known) ?? null));
  connection.languages.inlayHint.on(about((document, { range }, known) => inlayHints(document, range, known)));
  connection.onCodeLens(about((document, _, known) => codeLenses(document, known)));
  connection.onCodeAction(
    about((document, { range, context: { only } }, known) => codeActions(document, { range, ...(only && { only }) }, known)),
  );
  connection.onDefinition(about((document, { position }, known) => definition(document, position, known)));
  connection.onReferences(
    about((document, { position, context: { includeDeclaration } }, known) =>
      references(document, position, { includeDeclaration }, known),
    ),
  );
  connection.onPrepareRename(about((document, { position }, known) => prepareRename(document, position, known) ?? null));
  connection.onRenameRequest(
    about((document, { position, newName }, known) => {
      const renamed = rename(document, position, newName, known);
      if (renamed.ok) return renamed.value;
      const { message, help } = renamed;
      return new ResponseError(LSPErrorCodes.RequestFailed, help === undefined ? message : `${message}: ${help}`);
    }),
  );
  connection.onDocumentSymbol(about((document) => symbols(document)));
  connection.onFoldingRanges(about((document) => foldingRanges(document)));
  connection.onSelectionRanges(about((document, { positions }) => selectionRanges(document, positions)));
  connection.onDocumentFormatting(about((document, { options }) => format(document, options)));
  connection.onDocumentLinks(about((document) => links(document)));
};

import { failure, loadPolicy, success, type Diagnostic, type Position, type SourceRange } from "@muster/core";
import { documentKindOf } from "@muster/language-server";
import type { Host } from "@muster/language-server/server";
import {
  CodeActionKind,
  DiagnosticSeverity,
  TextDocuments,
  TextDocumentSyncKind,
  type CodeAction,
  type Connection,
  type Range,
} from "vscode-languageserver";
import type { Diagnostic as ShownDiagnostic } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";

const severities = { error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, hint: DiagnosticSeverity.Hint } as const;

const place = ({ line, column }: Position) => ({ line: line - 1, character: column - 1 });

const rangeOf = ({ start, end }: SourceRange): Range => ({ start: place(start), end: place(end) });

const shown = ({ code, severity, message, help, range }: Diagnostic): ShownDiagnostic => ({
  source: "muster",
  code,
  severity: severities[severity],
  message: help === undefined ? message : `${message}\n${help}`,
  range: rangeOf(range),
});

const overlap = (one: Range, other: Range): boolean => one.start.line <= other.end.line && other.start.line <= one.end.line;

/** What is wrong with the policies that are open, and the repairs that need no decision of the author's. */
export const serve = (connection: Connection, { readFile, gates = [] }: Host): void => {
  const documents = new TextDocuments(TextDocument);
  const found = new Map<string, readonly Diagnostic[]>();

  const check = async (document: TextDocument): Promise<void> => {
    const { uri, version } = document;
    if (documentKindOf(uri) !== "policy") return;
    const read = async (name: string) =>
      name === uri ? success(document.getText()) : ((await readFile?.(name)) ?? failure("absent", "there is no such file"));
    const { diagnostics } = await loadPolicy(uri, read, { gates });
    if (documents.get(uri)?.version !== version) return;
    found.set(uri, diagnostics);
    await connection.sendDiagnostics({ uri, version, diagnostics: diagnostics.map(shown) });
  };

  connection.onInitialize(() => ({
    capabilities: {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
    },
  }));
  documents.onDidChangeContent(({ document }) => check(document));
  documents.onDidClose(({ document: { uri } }) => {
    found.delete(uri);
    return connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  connection.onCodeAction(({ textDocument: { uri }, range }) =>
    (found.get(uri) ?? [])
      .filter((diagnostic) => overlap(rangeOf(diagnostic.range), range))
      .flatMap((diagnostic) =>
        (diagnostic.fixes ?? []).map(({ title, range: at, text }): CodeAction => ({
          title,
          kind: CodeActionKind.QuickFix,
          diagnostics: [shown(diagnostic)],
          edit: { changes: { [uri]: [{ range: rangeOf(at), newText: text }] } },
        })),
      ),
  );
  documents.listen(connection);
  connection.listen();
};

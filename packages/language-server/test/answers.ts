/** What each function of the service answers, as the cases write it. */
import * as service from "@muster/language-server";
import type { Context, Document } from "@muster/language-server";
import type { DocumentSymbol, Location, MarkupContent, SelectionRange } from "vscode-languageserver-types";
import { applied, editsOf } from "./edits.js";
import { nameOf } from "./world.js";

export interface Case {
  readonly document: Document;
  readonly context: Context;
  readonly offset: number;
}

/** Answers a question, such as `offers` or `after Remove …`. */
export type Answer = (asked: Case, question: string) => string;

const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join("");
const positionOf = ({ document, offset }: Case) => document.text.positionAt(offset);
const wholeOf = ({ text }: Document) => ({ start: text.positionAt(0), end: text.positionAt(text.getText().length) });

const textOf = (uri: string, { document, context }: Case): string =>
  (uri === document.uri ? document : context.documents.find((one) => one.uri === uri))?.text.getText() ?? "";

const placesOf = (locations: readonly Location[], asked: Case): string =>
  lines(
    locations.map(({ uri, range: { start, end } }) => {
      const line = textOf(uri, asked).split("\n")[start.line] ?? "";
      return `${nameOf(uri)}:${start.line + 1}: ${line.slice(0, start.character)}[${line.slice(start.character, end.character)}]${line.slice(end.character)}`;
    }),
  );

const completion: Answer = (asked, question) => {
  const items = service.complete(asked.document, positionOf(asked), asked.context);
  if (question === "offers") {
    const shown = items.map(({ label, detail }) => (detail === undefined ? label : `${label} (${detail})`));
    return lines(shown.length > 60 ? [...shown.slice(0, 3), `… ${shown.length > 400 ? "many" : shown.length - 3} more`] : shown);
  }
  const item = items.find(({ label }) => label === question.slice("takes ".length));
  if (item?.textEdit === undefined || !("range" in item.textEdit)) return `not offered\n`;
  return applied(asked.document.text.getText(), [item.textEdit]);
};

const codeAction: Answer = (asked, question) => {
  const position = positionOf(asked);
  const actions = service.codeActions(asked.document, { range: { start: position, end: position } }, asked.context);
  if (question === "offers")
    return lines(
      actions.map(
        ({ title, isPreferred, kind }) => `${isPreferred === true ? "* " : "- "}${title}${kind === "quickfix" ? "" : ` (${kind ?? ""})`}`,
      ),
    );
  const action = actions.find(({ title }) => title === question.slice("after ".length));
  return action === undefined ? "not offered\n" : applied(asked.document.text.getText(), editsOf(action.edit, asked.document.uri));
};

const diagnosis: Answer = ({ document, context }) =>
  lines(
    service.diagnose(document, context).map(({ range: { start, end }, severity, code, message, tags }) => {
      const level = ["", "error", "warning", "information", "hint"][severity ?? 0] ?? "";
      const place = `${start.line + 1}:${start.character + 1}-${start.line === end.line ? "" : `${end.line + 1}:`}${end.character + 1}`;
      return `${place} ${level} ${String(code)}${tags === undefined ? "" : " (faded)"}: ${(message as string).replaceAll("\n", " | ")}`;
    }),
  );

const hover: Answer = (asked) => {
  const shown = service.hover(asked.document, positionOf(asked), asked.context);
  return shown === undefined ? "nothing\n" : `${(shown.contents as MarkupContent).value}\n`;
};

const hints: Answer = ({ document, context }) =>
  applied(
    document.text.getText(),
    service
      .inlayHints(document, wholeOf(document), context)
      .map(({ position, label }) => ({ range: { start: position, end: position }, newText: ` ⟨${label as string}⟩` })),
  );

const lenses: Answer = ({ document, context }) =>
  lines(
    service
      .codeLenses(document, context)
      .map(
        ({ range, command }) =>
          `line ${range.start.line + 1}: ${command?.title ?? ""} → ${command?.command === "" ? "nothing" : (command?.command ?? "")} ${JSON.stringify(command?.arguments ?? [])}`,
      ),
  );

const rename: Answer = (asked, question) => {
  const prepared = service.prepareRename(asked.document, positionOf(asked), asked.context);
  if (question === "is called") return prepared === undefined ? "nothing\n" : `${prepared.placeholder}\n`;
  const renamed = service.rename(asked.document, positionOf(asked), question.slice("as ".length), asked.context);
  if (!renamed.ok) return `${renamed.reason}: ${renamed.message}${renamed.help === undefined ? "" : ` (${renamed.help})`}\n`;
  return Object.entries(renamed.value.changes ?? {})
    .map(([uri, edits]) => `${nameOf(uri)}:\n${applied(textOf(uri, asked), edits)}`)
    .join("");
};

const outline = (all: readonly DocumentSymbol[], depth = 0): string =>
  all
    .map(
      ({ name, detail, range, children = [] }) =>
        `${"  ".repeat(depth)}${name}${detail === undefined ? "" : ` (${detail})`} ${range.start.line + 1}–${range.end.line + 1}\n${outline(children, depth + 1)}`,
    )
    .join("");

const growing = (range: SelectionRange | undefined, { document }: Case): readonly string[] =>
  range === undefined ? [] : [JSON.stringify(document.text.getText(range.range)), ...growing(range.parent, { document } as Case)];

export const answers: Readonly<Record<string, Answer>> = {
  "code-actions": codeAction,
  "code-lenses": lenses,
  completion,
  definition: (asked) => placesOf(service.definition(asked.document, positionOf(asked), asked.context), asked),
  diagnostics: diagnosis,
  folding: ({ document }) =>
    lines(
      service
        .foldingRanges(document)
        .map(({ startLine, endLine, kind }) => `${startLine + 1}–${endLine + 1}${kind === undefined ? "" : ` ${kind}`}`),
    ),
  formatting: ({ document }) => applied(document.text.getText(), service.format(document, { tabSize: 2, insertSpaces: true })),
  hover,
  "inlay-hints": hints,
  links: ({ document }) =>
    lines(service.links(document).map(({ range, target }) => `${document.text.getText(range)} → ${nameOf(target ?? "")}`)),
  references: (asked, question) =>
    placesOf(service.references(asked.document, positionOf(asked), { includeDeclaration: question !== "uses" }, asked.context), asked),
  rename,
  selection: (asked) => lines(growing(service.selectionRanges(asked.document, [positionOf(asked)])[0], asked)),
  symbols: ({ document }) => outline(service.symbols(document)),
  banner: ({ document, context }) => `${JSON.stringify(service.banner(document, context) ?? null)}\n`,
};

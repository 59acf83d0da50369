/** What the cases have to show: every diagnostic code, and every quick fix with what comes of it. */
import assert from "node:assert/strict";
import { diagnosticCodes } from "@muster/core";
import { codeActions, diagnose, openDocument } from "@muster/language-server";
import type { CodeAction } from "vscode-languageserver-types";
import { TextDocument } from "vscode-languageserver-textdocument";
import { fixturesIn } from "./fixture.js";
import { openCase } from "./world.js";

/** Told in every text that is long enough, which no case is. */
const tooLarge = "too-large";

/** A fix by its code and its title, whatever names stand in that. Silencing is alike for all codes. */
const kindOf = ({ title, diagnostics: [problem] = [] }: CodeAction): string => {
  const form = title.replaceAll(/`[^`]*`/g, "`…`");
  return form.startsWith("Silence") ? form : `${String(problem?.code)}: ${form}`;
};

const quickFix = { only: ["quickfix"] };

describe("the cases of the language service", () => {
  it("show every diagnostic code", async () => {
    const found = new Set<unknown>();
    for (const fixture of fixturesIn("diagnostics")) {
      const { document, context } = await openCase(fixture);
      for (const { code } of diagnose(document, context)) found.add(code);
    }
    const codes = [...Object.keys(diagnosticCodes), "unknown-metric"].filter((code) => code !== tooLarge);
    assert.deepEqual([...found].sort(), codes.sort());
  });

  it("leave out one code, which is told of a text that is too long", async () => {
    const document = await openDocument(TextDocument.create("file:///repo/promotion.yaml", "promotion", 1, "# a\n".repeat(300_000)));
    assert.deepEqual(
      diagnose(document, { documents: [document] }).map(({ code }) => code),
      [tooLarge],
    );
  });

  it("tell of a policy test that it is too long where `muster validate` does", async () => {
    const document = await openDocument(TextDocument.create("file:///repo/promotion.test.yaml", "promotion", 1, "# a\n".repeat(300_000)));
    assert.deepEqual(
      diagnose(document, { documents: [document] }).map(({ code }) => code),
      [tooLarge],
    );
  });

  it("offer what was meant wherever they ask for it", async () => {
    for (const fixture of fixturesIn("diagnostics")) {
      const { document, context } = await openCase(fixture);
      for (const { range, message } of diagnose(document, context)) {
        const [, meant] = /did you mean `(.*)`\?/.exec(message as string) ?? [];
        if (meant === undefined) continue;
        const titles = codeActions(document, { range, ...quickFix }, context).map(({ title }) => title);
        assert.ok(titles.includes(`Change to \`${meant}\``), `${fixture.name}: ${message as string}`);
      }
    }
  });

  it("show every quick fix that any of them offers", async () => {
    const offered = new Set<string>();
    const shown = new Set<string>();
    for (const fixture of [...fixturesIn("diagnostics"), ...fixturesIn("code-actions")]) {
      const { document, context } = await openCase(fixture);
      for (const { range } of diagnose(document, context))
        for (const action of codeActions(document, { range, ...quickFix }, context)) offered.add(kindOf(action));
      const at = document.text.positionAt(fixture.offset);
      for (const action of codeActions(document, { range: { start: at, end: at }, ...quickFix }, context))
        if (fixture.wanted.some(({ name }) => name === `after ${action.title}`)) shown.add(kindOf(action));
    }
    assert.deepEqual(
      [...offered].filter((fix) => !shown.has(fix)).sort(),
      [],
      "quick fixes without a case under code-actions that says what comes of them",
    );
  });
});

/** Every diagnostic code, as policies that people could have written: `fixtures/diagnostics/<code>/`. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { diagnosticCodes, type Diagnostic, type Fix } from "@muster/core";
import { codesWithFixtures, diagnose, expectations, fixtures, readFixtures, where, type Fixture } from "./diagnostic-fixtures.js";

/** A file that cannot be read has no text that a fixture could show; see load.test.ts. */
const withoutFixtures = ["unreadable-file"];

const apply = (files: ReadonlyMap<string, string>, { range: { file, start, end }, text }: Fix): ReadonlyMap<string, string> => {
  const before = files.get(file) ?? "";
  return new Map([...files, [file, before.slice(0, start.offset) + text + before.slice(end.offset)]]);
};

const isSame = (one: Diagnostic, other: Diagnostic): boolean =>
  one.code === other.code &&
  one.message === other.message &&
  one.range.file === other.range.file &&
  one.range.start.line === other.range.start.line;

const startsWith = (one: Diagnostic, { range: { file, start } }: Diagnostic): boolean =>
  one.range.file === file && one.range.start.offset === start.offset;

/** The words of a code's fixtures, for people to read: messages, help and fixes. */
const messagesOf = async (cases: readonly Fixture[]): Promise<string> => {
  const blocks = await Promise.all(
    cases.map(async ({ name, files }) => {
      const lines = (await diagnose(files)).map(({ code, message, help, fixes = [] }) =>
        [`  ${code}: ${message}`, ...(help === undefined ? [] : [`    ${help}`]), ...fixes.map(({ title }) => `    fix: ${title}`)].join(
          "\n",
        ),
      );
      return lines.length === 0 ? [] : [`${name}\n${lines.join("\n")}\n`];
    }),
  );
  return blocks.flat().join("\n");
};

describe("diagnostics", () => {
  it("each have fixtures, and no fixture is for a code that is gone", () => {
    const codes = Object.keys(diagnosticCodes).filter((code) => !withoutFixtures.includes(code));
    assert.deepEqual(codesWithFixtures, codes.sort());
  });

  for (const code of codesWithFixtures) {
    describe(code, () => {
      const cases = readFixtures(code);

      it("is shown by a policy that has it and by one that does not", () => {
        const marked = cases.map(({ files }) => expectations(files).some((line) => line.endsWith(` ${code}`)));
        assert.deepEqual([marked.includes(true), marked.includes(false)], [true, true]);
      });

      for (const { name, files } of cases) {
        it(`is told where it is: ${name.replaceAll("-", " ")}`, async () => {
          const found = (await diagnose(files)).map((diagnostic) => where(files, diagnostic));
          assert.deepEqual([...found].sort(), [...expectations(files)].sort());
        });

        it(`goes away with each of its fixes: ${name.replaceAll("-", " ")}`, async () => {
          for (const diagnostic of await diagnose(files)) {
            for (const fix of diagnostic.fixes ?? []) {
              const left = await diagnose(apply(files, fix));
              assert.ok(!left.some((one) => isSame(one, diagnostic)), `${fix.title}: ${diagnostic.message}`);
              assert.ok(!left.some(({ code }) => code === "yaml-syntax" && code !== diagnostic.code), `${fix.title} breaks the file`);
              assert.ok(!left.some((one) => startsWith(one, diagnostic) && one.code === "wrong-value"), `${fix.title} is no value either`);
            }
          }
        });
      }

      it("says what is wrong and what to do in the words of messages.txt", async () => {
        const golden = new URL(`${code}/messages.txt`, fixtures);
        const messages = await messagesOf(cases);
        if (process.env["UPDATE_GOLDEN"] !== undefined) writeFileSync(golden, messages);
        assert.equal(messages, readFileSync(golden, "utf8"));
      });
    });
  }
});

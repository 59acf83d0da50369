/** Cases that are files a person can read: a text with a cursor `|`, then sections that begin with `---`. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

export interface Section {
  readonly name: string;
  readonly text: string;
}

export interface Fixture {
  /** A sentence: what the case shows. */
  readonly name: string;
  /** Without the cursor. */
  readonly text: string;
  /** Where the cursor was; at the end where there is none. */
  readonly offset: number;
  /** What the first line `# with: …` asks for. */
  readonly with: ReadonlySet<string>;
  /** Other files, by name. */
  readonly files: ReadonlyMap<string, string>;
  /** What is expected, by what is asked. */
  readonly wanted: readonly Section[];
}

const folders = new URL("../../test/fixtures/", import.meta.url);

const sectionsOf = (written: string): readonly Section[] =>
  written.split(/^--- /m).map((part, index) => {
    if (index === 0) return { name: "", text: part };
    const [, name = "", text = ""] = /^([^\n]*)\n([^]*)$/.exec(part) ?? [];
    return { name, text };
  });

export const fixturesIn = (folder: string): readonly (Fixture & { update(sections: readonly Section[]): void })[] =>
  readdirSync(new URL(`${folder}/`, folders))
    .sort()
    .map((file) => {
      const path = new URL(`${folder}/${file}`, folders);
      const written = readFileSync(path, "utf8");
      const [first = { name: "", text: "" }, ...sections] = sectionsOf(written);
      const [, options = "", body = first.text] = /^# with: ([^\n]*)\n([^]*)$/.exec(first.text) ?? [];
      const cursor = body.indexOf("|");
      return {
        name: file.replace(/\.\w+$/, "").replaceAll("-", " "),
        text: cursor < 0 ? body : body.slice(0, cursor) + body.slice(cursor + 1),
        offset: cursor < 0 ? body.length : cursor,
        with: new Set(options.split(/,\s*/)),
        files: new Map(sections.flatMap(({ name, text }) => (name.startsWith("file ") ? [[name.slice(5), text] as const] : []))),
        wanted: sections.filter(({ name }) => !name.startsWith("file ")),
        update: (updated) => {
          const inputs = sections.filter(({ name }) => name.startsWith("file "));
          writeFileSync(path, [first.text, ...[...inputs, ...updated].map(({ name, text }) => `--- ${name}\n${text}`)].join(""));
        },
      };
    });

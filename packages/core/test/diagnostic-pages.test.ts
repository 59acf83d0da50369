/** The pages about diagnostics: what they show is what they say. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { diagnosticCodes, failure, loadPolicy } from "@muster/core";
import { diagnose, repeated } from "./diagnostic-fixtures.js";

const pages = new URL("../../../../docs/diagnostics/", import.meta.url);

interface Example {
  readonly role: "bad" | "good";
  /** Texts by file name. */
  readonly files: ReadonlyMap<string, string>;
}

/** Blocks are marked `yaml bad`, `yaml good` or, for a file that both examples need, `yaml both`; a file name may follow. */
const examplesOf = (page: string): readonly Example[] => {
  const blocks = [...page.matchAll(/^```(\w+) (bad|good|both)(?: (\S+))?\n([^]*?)^```$/gm)].map(
    ([, language, role, file = "promotion.yaml", text = ""]) => ({
      language,
      role,
      file,
      text: repeated(text),
    }),
  );
  return (["bad", "good"] as const).map((role) => {
    const own = blocks.filter((block) => block.language === "yaml" && (block.role === role || block.role === "both"));
    return { role, files: new Map(own.map(({ file, text }) => [file, text])) };
  });
};

/** An example without a file is one of a file that is not there. */
const codesOf = async ({ files }: Example): Promise<readonly string[]> => {
  const absent = () => Promise.resolve(failure("absent", "there is no such file"));
  const found = files.size === 0 ? (await loadPolicy("promotion.yaml", absent)).diagnostics : await diagnose(files);
  return found.map(({ code }) => code);
};

describe("the pages about diagnostics", () => {
  it("are there for each code, and for no other", () => {
    const names = readdirSync(pages).filter((name) => name !== "README.md");
    assert.deepEqual(
      names.sort(),
      Object.keys(diagnosticCodes)
        .map((code) => `${code}.md`)
        .sort(),
    );
  });

  for (const code of Object.keys(diagnosticCodes)) {
    it(`show a policy that is reported as ${code} and one without a complaint`, async () => {
      const [bad, good] = examplesOf(readFileSync(new URL(`${code}.md`, pages), "utf8"));
      assert.ok(bad && good && good.files.size > 0);
      assert.ok((await codesOf(bad)).includes(code), `the first example is reported as ${(await codesOf(bad)).join(", ")}`);
      assert.deepEqual(await codesOf(good), []);
    });
  }
});

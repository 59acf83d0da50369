/** The documentation's examples: policies and gates are accepted, policy tests pass, commands print what stands beneath them, links lead somewhere. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parsePolicy, readConfig } from "@muster/core";
import { parse } from "yaml";
import ts from "typescript";

const root = fileURLToPath(new URL("../../", import.meta.url));
const bin = join(root, "packages/cli/bin/muster.js");
const pages = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((page) => page !== "" && existsSync(join(root, page)));

interface Block {
  readonly language: string;
  readonly text: string;
  readonly line: number;
}

const blocksOf = (markdown: string): readonly Block[] =>
  [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(({ 1: language = "", 2: text = "", index }) => ({
    language,
    text,
    line: markdown.slice(0, index).split("\n").length,
  }));

const groups = { "ml-leads": ["alice@example.com", "bob@example.com", "carol@example.com"], risk: ["dana@example.com"] };

/** A list of gates stands for a policy whose last stage has them. */
const policyOf = (text: string): string => {
  const data: unknown = parse(text);
  if (!Array.isArray(data)) return text;
  return JSON.stringify({
    version: 1,
    name: "documentation",
    models: ["*"],
    groups,
    stages: [
      { name: "development" },
      { name: "staging", gates: [{ tag: "model_card", exists: true }] },
      { name: "production", gates: data },
    ],
  });
};

const looksLikePolicy = (text: string): boolean => /^version: 1$/m.test(text) && /^stages:/m.test(text);
const looksLikePolicyTest = (text: string): boolean => /^version: 1$/m.test(text) && /^cases:/m.test(text);
const looksLikeConfig = (text: string): boolean => /^(registry|ledger|protectedRef|plugins|intentDeadline):/m.test(text);
const looksLikeGates = (text: string): boolean => /^- (metric|approvals|soak|windows|tag|param|check|rule|anyOf|allOf):/.test(text);

describe("the documentation", () => {
  for (const page of pages.filter((page) => !page.startsWith("docs/diagnostics/"))) {
    const markdown = readFileSync(join(root, page), "utf8");
    const blocks = blocksOf(markdown);

    for (const { text, line } of blocks.filter(
      ({ language, text }) => language === "yaml" && (looksLikePolicy(text) || looksLikeGates(text)),
    )) {
      it(`${page}:${line} shows a policy that is accepted`, () => {
        const { diagnostics } = parsePolicy({ file: page, text: policyOf(text) });
        assert.deepEqual(
          diagnostics.filter(({ severity }) => severity === "error").map(({ code, message }) => `${code}: ${message}`),
          [],
        );
      });
    }

    for (const { text, line } of blocks.filter(({ language, text }) => language === "yaml" && looksLikePolicyTest(text))) {
      const policy = blocks.findLast((block) => block.line < line && looksLikePolicy(block.text));
      it(`${page}:${line} shows a test of the policy before it, which passes and covers what the page says`, () => {
        const folder = mkdtempSync(join(tmpdir(), "muster-page-"));
        try {
          writeFileSync(join(folder, "promotion.yaml"), policy?.text ?? "");
          writeFileSync(join(folder, "promotion.test.yaml"), text);
          const { stdout, status } = spawnSync(process.execPath, [bin, "test", "--coverage"], { cwd: folder, encoding: "utf8" });
          assert.equal(status, 0, stdout);
          const shown = blocks.filter((block) => block.text.startsWith("Coverage of"));
          shown.forEach((block) => {
            assert.ok(stdout.includes(block.text), stdout);
          });
        } finally {
          rmSync(folder, { recursive: true });
        }
      });
    }

    for (const { text, line } of blocks.filter(({ language, text }) => language === "yaml" && looksLikeConfig(text))) {
      it(`${page}:${line} shows a configuration that is accepted`, () => {
        const { diagnostics } = readConfig({ file: page, text: /^version:/m.test(text) ? text : `version: 1\n${text}` });
        assert.deepEqual(
          diagnostics.map(({ code, message }) => `${code}: ${message}`),
          [],
        );
      });
    }

    for (const { text, line } of blocks.filter(({ language }) => language === "console")) {
      it(`${page}:${line} shows what the commands print`, () => {
        const printed: string[] = [];
        let folder = root;
        for (const command of text.split("\n").filter((one) => one.startsWith("$ "))) {
          printed.push(command);
          const cd = /^\$ cd (\S+)$/.exec(command);
          if (cd?.[1] !== undefined) {
            folder = join(folder, cd[1]);
            continue;
          }
          const { stdout } = spawnSync("sh", ["-c", command.slice(2)], {
            cwd: folder,
            encoding: "utf8",
            env: { ...process.env, NO_COLOR: "1", COLUMNS: "96" },
          });
          printed.push(...stdout.trimEnd().split("\n"));
        }
        assert.equal(`${printed.join("\n")}\n`, text);
      });
    }

    for (const { text, line } of blocks.filter(({ language }) => language === "ts")) {
      it(`${page}:${line} shows TypeScript without a syntax error`, () => {
        const { diagnostics } = ts.transpileModule(text, { reportDiagnostics: true });
        assert.deepEqual(
          diagnostics?.map(({ messageText }) => messageText),
          [],
        );
      });
    }

    it(`${page} has no link that leads nowhere`, () => {
      const links = [...markdown.replace(/^```[\s\S]*?^```$|`[^`\n]+`/gm, "").matchAll(/\]\((?!https?:|#|mailto:)([^)\s#]+)/g)].map(
        ([, link = ""]) => link,
      );
      assert.deepEqual(
        links.filter((link) => !existsSync(join(root, dirname(page), link))),
        [],
      );
    });
  }
});

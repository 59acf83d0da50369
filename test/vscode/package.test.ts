/** What is in the package that people install. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const vsix = fileURLToPath(new URL("../../../packages/vscode-extension/build/muster.vsix", import.meta.url));
const list = "import sys, zipfile; print(*zipfile.ZipFile(sys.argv[1]).namelist(), sep='\\n')";

describe("the package of the extension", () => {
  it("holds one bundle a target, and nothing that VS Code does not ask for", () => {
    const files = execFileSync("python3", ["-c", list, vsix], { encoding: "utf8" }).trim().split("\n");
    const of = (prefix: string, ...names: string[]): string[] => names.map((name) => prefix + name);
    assert.deepEqual(
      files.sort(),
      [
        ...of("", "[Content_Types].xml", "extension.vsixmanifest"),
        ...of("extension/dist/", "node/main.cjs", "web/main.cjs", "report-page/main.js"),
        ...of("extension/", "package.json", "package.nls.json", "l10n/bundle.l10n.json"),
        ...of("extension/", "language-configuration.json", "syntaxes/promotion.tmLanguage.json"),
        ...of("extension/images/", "icon.png", "muster.svg", "policy-dark.svg", "policy-light.svg"),
        ...of("extension/walkthrough/", "approve.md", "models.md", "policy.md", "promote.md", "registry.md"),
        ...of("extension/", "readme.md", "changelog.md", "LICENSE.txt"),
      ].sort(),
    );
  });

  it("is smaller than 1.5 MB", () => {
    assert.ok(statSync(vsix).size < 1_500_000);
  });
});

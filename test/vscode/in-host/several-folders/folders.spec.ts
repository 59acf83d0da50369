import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import type { MoveReport } from "@muster/core";
import { git } from "../../iris-repository.js";
import { extension, folderNamed, nodesOf, runIn, type Node } from "../muster.js";
import { pluginLeast } from "../plugin-least.js";
import { settled } from "../settled.js";

const [first, second] = ["first", "second"].map((name) => folderNamed(name).fsPath) as [string, string];
const third = join(dirname(first), "third");

const stagesIn = (folder: string): readonly Node[] =>
  nodesOf("models")
    .find(({ label }) => label === folder)
    ?.children?.find(({ label }) => label === "iris")?.children ?? [];
const holderIn = (folder: string): string | undefined => stagesIn(folder).find(({ label }) => label === "staging")?.description;

const policyWith = (accuracy: string): string => `version: 1
name: least
models: ["least-*"]
stages:
  - name: development
  - name: staging
    gates:
      - uses: least
        with: { accuracy: ${accuracy} }
`;

describe("a workspace of several folders", function () {
  this.timeout(60_000);

  before(async () => {
    await extension().activate();
    await runIn(second)("promote", { version: "v1.0.0", stage: "staging", confirmed: true });
    await runIn(second)("refresh");
  });

  it("shows the models of each folder under its name", () => {
    assert.deepEqual(
      nodesOf("models").map(({ label }) => label),
      ["first", "second"],
    );
    assert.match(holderIn("second") ?? "", /^v1\.0\.0/);
    assert.equal(holderIn("first"), "nobody");
  });

  it("moves a model in the folder that is meant, and in no other", async () => {
    const report = await runIn(first)<MoveReport>("promote", { version: "v1.1.0", stage: "staging", confirmed: true });
    assert.equal(report.status, "applied");
    assert.match(git(first, "tag", "--points-at", "iris@v1.1.0^{}"), /iris#staging/);
    assert.doesNotMatch(git(second, "tag", "--points-at", "iris@v1.1.0^{}"), /iris#staging/);
  });

  it("checks the policies of every folder", async () => {
    for (const root of [first, second]) {
      const uri = vscode.Uri.file(join(root, "broken.promotion.yaml"));
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode("version: 1\nname: broken\nmodels: []\n"));
      await settled(`a problem in ${root}`, () => vscode.languages.getDiagnostics(uri)[0]);
      await vscode.workspace.fs.delete(uri);
    }
  });

  it("checks the gate of a plugin as the plugin of its own folder defines it", async () => {
    const outcome = { outcome: "passed", code: "enough", message: "enough" };
    // What each says is what the other one's plugin asks for.
    for (const [root, asked, said] of [[first, "number", "high"] as const, [second, "string", "0.9"] as const]) {
      mkdirSync(join(root, "gates"));
      writeFileSync(join(root, "gates/least.mjs"), pluginLeast(outcome, asked));
      writeFileSync(join(root, "least.promotion.yaml"), policyWith(said));
      appendFileSync(join(root, "muster.config.yaml"), 'plugins: ["./gates/least.mjs"]\n');
    }
    for (const root of [first, second])
      await settled(`what is wrong in ${root}`, () =>
        vscode.languages
          .getDiagnostics(vscode.Uri.file(join(root, "least.promotion.yaml")))
          .find(({ code }) => typeof code === "object" && code.value === "wrong-type"),
      );
  });

  it("knows a folder that is added, and what happens in it", async () => {
    vscode.workspace.updateWorkspaceFolders(2, 0, { uri: vscode.Uri.file(third) });
    await settled("the folder", () => (holderIn("third") === "nobody" ? true : undefined));
    git(third, "tag", "--annotate", "iris@v1.3.0", "--message", "Registering artifact iris version v1.3.0");
    await settled("the new version", () => stagesIn("third").find(({ label }) => label === "v1.3.0 → staging"));
  });

  it("forgets a folder that is closed", async () => {
    vscode.workspace.updateWorkspaceFolders(2, 1);
    await settled("it is gone", () => (nodesOf("models").some(({ label }) => label === "third") ? undefined : true));
  });
});

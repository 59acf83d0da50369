import assert from "node:assert/strict";
import * as vscode from "vscode";
import { repository } from "../muster.js";

const workspace = vscode.workspace.asRelativePath(repository("shown"), true);

const ask = async (tool: string, input: object): Promise<Readonly<Record<string, unknown>>> => {
  const { content } = await vscode.lm.invokeTool(`muster_${tool}`, { input, toolInvocationToken: undefined });
  const [part] = content;
  assert.ok(part instanceof vscode.LanguageModelTextPart);
  return JSON.parse(part.value) as Readonly<Record<string, unknown>>;
};

describe("an agent", function () {
  this.timeout(60_000);

  it("is offered three tools, and none that writes", () => {
    const ours = vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith("muster_"));
    assert.deepEqual(ours.sort(), ["muster_check_promotion", "muster_explain_decision", "muster_list_candidates"]);
  });

  it("is told the verdict and what would help", async () => {
    const answer = await ask("check_promotion", { model: "iris", version: "v1.2.0", to: "staging", workspace });
    assert.equal(answer["verdict"], "denied");
    assert.ok(Array.isArray(answer["gates"]));
  });

  it("is told gate by gate what was expected, and where that is written", async () => {
    const answer = await ask("explain_decision", { model: "iris", version: "v1.2.0", to: "staging", workspace });
    assert.match(JSON.stringify(answer["gates"]), /promotion\.yaml:\d+/);
  });

  it("is told the candidates", async () => {
    const answer = await ask("list_candidates", {});
    assert.match(JSON.stringify(answer), /"model":"iris"/);
  });

  it("is told what is wrong with its question", async () => {
    const answer = await ask("check_promotion", { model: "iris", version: "v9", to: "staging", workspace });
    assert.match(String(answer["problem"]), /v9/);
  });
});

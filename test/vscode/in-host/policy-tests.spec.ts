import assert from "node:assert/strict";
import * as vscode from "vscode";
import { repository } from "./muster.js";

interface PolicyTests {
  readonly controller: vscode.TestController;
  readonly discover: () => Promise<void>;
  readonly run: (
    items: readonly vscode.TestItem[],
  ) => Promise<readonly { readonly name: string; readonly state: string; readonly messages: readonly vscode.TestMessage[] }[]>;
}

const policyTests = async (): Promise<PolicyTests> => {
  const extension = vscode.extensions.getExtension<{ readonly policyTests: PolicyTests }>("muster.muster-vscode");
  assert.ok(extension);
  return (await extension.activate()).policyTests;
};

const test = `version: 1
policy: promotion.yaml
to: staging
at: 2026-11-20T10:00:00Z
evidence:
  model: iris
  candidate: { version: v1, metrics: { accuracy: 0.95 } }
cases:
  - name: good enough
    expect: allowed
  - name: expected otherwise
    evidence: { candidate: { metrics: { accuracy: 0.5 } } }
    expect: { verdict: allowed }
`;

describe("the policy tests in the Test Explorer", function () {
  this.timeout(60_000);
  const uri = vscode.Uri.joinPath(repository("shown"), "editor.promotion.test.yaml");
  after(() => vscode.workspace.fs.delete(uri));

  it("are found, a case each, and run: what differs is told where it was expected", async () => {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(test));
    const explorer = await policyTests();
    await explorer.discover();
    const file = explorer.controller.items.get(uri.toString());
    assert.ok(file);
    assert.deepEqual(
      Array.from(file.children, ([id, item]) => [id, item.range?.start.line]),
      [
        ["good enough", 8],
        ["expected otherwise", 10],
      ],
    );
    const ran = await explorer.run([file]);
    assert.deepEqual(
      ran.map(({ name, state }) => [name, state]),
      [
        ["good enough", "passed"],
        ["expected otherwise", "failed"],
      ],
    );
    const [message] = ran[1]?.messages ?? [];
    assert.deepEqual([message?.expectedOutput, message?.actualOutput, message?.location?.range.start.line], ["allowed", "denied", 12]);
  });

  it("run one case alone", async () => {
    const explorer = await policyTests();
    const one = explorer.controller.items.get(uri.toString())?.children.get("good enough");
    assert.ok(one);
    assert.deepEqual(
      (await explorer.run([one])).map(({ name }) => name),
      ["good enough"],
    );
  });
});

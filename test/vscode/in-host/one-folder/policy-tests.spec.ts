import assert from "node:assert/strict";
import * as vscode from "vscode";
import { policyTests, repository } from "../muster.js";
import { settled } from "../settled.js";

const test = (...accuracies: readonly [name: string, accuracy: number, verdict: string][]): string => `version: 1
policy: promotion.yaml
to: staging
at: 2026-11-20T10:00:00Z
evidence:
  model: iris
  candidate: { version: v1, metrics: { accuracy: 0.95 } }
cases:
${accuracies
  .map(
    ([name, accuracy, verdict]) => `  - name: ${name}
    evidence: { candidate: { metrics: { accuracy: ${accuracy} } } }
    expect: { verdict: ${verdict} }
`,
  )
  .join("")}`;

const files = {
  "editor.promotion.test.yaml": test(["good enough", 0.95, "allowed"], ["expected otherwise", 0.5, "allowed"]),
  "bounds.promotion.test.yaml": test(["at the bound", 0.9, "allowed"], ["just below", 0.8999, "denied"]),
};

const folder = repository("shown");
const policy = vscode.Uri.joinPath(folder, "promotion.yaml");
const uris = Object.keys(files).map((name) => vscode.Uri.joinPath(folder, name));
const [editor, bounds] = uris as [vscode.Uri, vscode.Uri];

const never: vscode.CancellationToken = new vscode.CancellationTokenSource().token;

describe("the policy tests in the Test Explorer", function () {
  this.timeout(60_000);

  before(async () => {
    for (const [name, text] of Object.entries(files))
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), new TextEncoder().encode(text));
    await (await policyTests()).discover();
  });
  after(async () => {
    for (const uri of uris) await vscode.workspace.fs.delete(uri);
    await vscode.commands.executeCommand("testing.clearTestResults");
  });

  const itemOf = async (uri: vscode.Uri): Promise<vscode.TestItem> =>
    (await policyTests()).controller.items.get(uri.toString()) ?? assert.fail(`${uri.path} was not found`);

  const run = async (profile: "run" | "coverage", include: readonly vscode.TestItem[], token = never) => {
    const explorer = await policyTests();
    await explorer[profile].runHandler(new vscode.TestRunRequest(include, [], explorer[profile]), token);
    return explorer.last() ?? assert.fail("nothing was run");
  };

  it("are found, a case each at its place", async () => {
    assert.deepEqual(
      Array.from((await itemOf(editor)).children, ([id, item]) => [id, item.range?.start.line]),
      [
        ["good enough", 8],
        ["expected otherwise", 11],
      ],
    );
  });

  it("are run, and what differs is told where it was expected", async () => {
    const { cases, coverage } = await run("run", [await itemOf(editor)]);
    assert.deepEqual(
      cases.map(({ name, state }) => [name, state]),
      [
        ["good enough", "passed"],
        ["expected otherwise", "failed"],
      ],
    );
    const [message] = cases[1]?.messages ?? [];
    assert.deepEqual([message?.expectedOutput, message?.actualOutput, message?.location?.range.start.line], ["allowed", "denied", 13]);
    assert.deepEqual(coverage, []);
  });

  it("say of a file that is no UTF-8 what the command line says", async () => {
    const latin = vscode.Uri.joinPath(folder, "latin.promotion.test.yaml");
    const says = /latin\.promotion\.test\.yaml is no UTF-8 text/;
    const explorer = await policyTests();
    await vscode.workspace.fs.writeFile(latin, Buffer.from(test(["d\xe9j\xe0 vu", 0.95, "allowed"]), "latin1"));
    try {
      await explorer.discover();
      const item = await itemOf(latin);
      assert.match(JSON.stringify(item.error), says);
      assert.equal(item.children.size, 0);
      await vscode.workspace.fs.writeFile(latin, Buffer.from(test(["d\xe9j\xe0 vu", 0.95, "allowed"])));
      await explorer.discover();
      assert.deepEqual([item.error, Array.from(item.children, ([id]) => id)], [undefined, ["d\xe9j\xe0 vu"]]);
      await vscode.workspace.fs.writeFile(latin, Buffer.from(test(["d\xe9j\xe0 vu", 0.95, "allowed"]), "latin1"));
      const { cases } = await run("run", [item]);
      assert.deepEqual(
        cases.map(({ state }) => state),
        ["errored"],
      );
      assert.match(JSON.stringify(cases[0]?.messages[0]?.message), says);
    } finally {
      await vscode.workspace.fs.delete(latin);
    }
  });

  it("are run one case alone", async () => {
    const one = (await itemOf(editor)).children.get("good enough") ?? assert.fail("the case is gone");
    assert.deepEqual(
      (await run("run", [one])).cases.map(({ name }) => name),
      ["good enough"],
    );
  });

  it("stop where somebody calls them off", async () => {
    let asked = 0;
    const calledOff: vscode.CancellationToken = {
      onCancellationRequested: never.onCancellationRequested,
      get isCancellationRequested() {
        asked += 1;
        return asked > 2;
      },
    };
    const { cases } = await run("run", [await itemOf(editor), await itemOf(bounds)], calledOff);
    assert.deepEqual(
      cases.map(({ name }) => name),
      ["good enough"],
    );
  });

  it("show which outcomes and bounds of the policy they try, all files of a policy together", async () => {
    const { coverage } = await run("coverage", [await itemOf(editor), await itemOf(bounds)]);
    const [covered, ...others] = coverage;
    assert.deepEqual([covered?.uri.toString(), others], [policy.toString(), []]);
    const branches = (line: number) =>
      covered?.details
        .filter(({ location }) => (location instanceof vscode.Position ? location : location.start).line === line)
        .map((statement) => statement.branches.map(({ label, executed }) => [label, executed]));
    assert.deepEqual(branches(9), [
      // The gate, by its outcomes; a case that failed shows nothing.
      [
        ["passed", 2],
        ["failed", 1],
        ["unknown", 0],
      ],
    ]);
    assert.deepEqual(branches(10), [
      [
        ["below", 1],
        ["at", 1],
        ["above", 0],
      ],
    ]);
  });

  it("give the editor the details of what is covered", async () => {
    const explorer = await policyTests();
    await vscode.commands.executeCommand("testing.coverageAll");
    const covered = await settled("coverage", () => explorer.last()?.coverage.find(({ uri }) => uri.toString() === policy.toString()));
    const { loadDetailedCoverage } = explorer.coverage;
    const details = await loadDetailedCoverage?.({} as vscode.TestRun, covered, never);
    assert.deepEqual(details, covered.details);
    assert.ok(covered.statementCoverage.covered < covered.statementCoverage.total);
  });
});

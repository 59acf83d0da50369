/** What `muster check` shows of a decision: pages on record, and what must be seen on them. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { examples, execute, jsonOf, muster, terminal } from "./muster.js";
import { newFolder } from "./workspaces.js";

const fraud = join(examples, "fraud-models");
const pages = fileURLToPath(new URL("../../test/fixtures/pages/", import.meta.url));

/** The page that is on record; `UPDATE_PAGES=1` records what is printed now. */
const recorded = (name: string, printed: string): string => {
  if (process.env["UPDATE_PAGES"] !== undefined) writeFileSync(join(pages, name), printed);
  return readFileSync(join(pages, name), "utf8");
};

const verdicts = [
  ["allowed", 0],
  ["denied", 1],
  ["waiting", 3],
  ["unknown", 4],
] as const;

describe("muster check, offline", () => {
  for (const [verdict, code] of verdicts) {
    it(`shows a page for what is ${verdict} and ends with ${code}, on a wide screen, on a narrow one and as JSON`, async () => {
      const check = (...args: readonly string[]) => muster({ cwd: fraud }, "check", "--evidence", `evidence/${verdict}.json`, ...args);
      const [page, narrow, json] = await Promise.all([
        check(),
        execute(
          terminal,
          [
            "-qec",
            `stty cols 58 && NO_COLOR=1 ${process.execPath} ${join(examples, "../packages/cli/bin/muster.js")} check --evidence evidence/${verdict}.json`,
            "/dev/null",
          ],
          { cwd: fraud },
        ),
        check("--format", "json"),
      ]);
      assert.deepEqual([page.code, narrow.code, json.code], [code, code, code]);
      assert.deepEqual([page.stderr, json.stderr], ["", ""]);
      assert.equal(page.stdout, recorded(`${verdict}.txt`, page.stdout));
      const printed = narrow.stdout.replaceAll("\r\n", "\n");
      assert.equal(printed, recorded(`${verdict}-narrow.txt`, printed));
      const decision = jsonOf<{ verdict: string; model: string; to: string }>(json);
      assert.deepEqual([decision.verdict, decision.model, decision.to], [verdict, "fraud-cards", "production"]);
    });
  }
});

/** A gate of every shape that a page has to hold. */
const shapes = `version: 1
name: shapes
models: ["m"]
stages:
  - name: development
  - name: live
    gates:
      - id: card-or-report
        anyOf:
          - tag: card
            exists: true
          - tag: report
            exists: true
      - id: a-name-that-is-longer-than-a-third-of-the-screen
        tag: tier
        in: [low, high]
        message: ask the risk team which it is
        docs: https://example.com/tiers
      - metric: auc
        min: 0.9
        level: warn
      - tag: owner
        exists: true
        when: { tag: internal, equals: "yes" }
      - metric: recall
        above: 0.8
`;

describe("the page of a decision", () => {
  it("has a place for nested gates, warnings, skipped gates, long names, the author's words and control characters", async () => {
    const tags = { tier: "un\u001bknown\nand long enough to be cut", internal: "no" };
    const evidence = {
      model: "m",
      candidate: { version: "1", tags, metrics: { auc: 0.5, recall: 0.8123456789 } },
      request: { to: "live", at: "2026-11-20T10:00:00Z" },
    };
    const cwd = newFolder({ "promotion.yaml": shapes, "evidence.json": JSON.stringify(evidence) });
    const { code, stdout } = await muster({ cwd }, "check", "--evidence", "evidence.json");
    assert.equal(code, 1);
    assert.equal(stdout, recorded("shapes.txt", stdout));
  });

  it("says where a gate holds only because the policy lets it hold", async () => {
    const gates = [
      "{ metric: auc, goal: maximize, baseline: live, maxRegression: 1%, noBaseline: pass }",
      "{ metric: f1, min: 0.9, missing: pass }",
    ];
    const evidence = {
      model: "m",
      candidate: { version: "1", metrics: { auc: 0.5 } },
      request: { to: "live", at: "2026-11-20T10:00:00Z" },
    };
    const cwd = newFolder({
      "promotion.yaml": `version: 1\nname: p\nmodels: ["m"]\nstages:\n  - name: live\n    gates:\n${gates.map((gate) => `      - ${gate}\n`).join("")}`,
      "evidence.json": JSON.stringify(evidence),
    });
    const { code, stdout } = await muster({ cwd }, "check", "--evidence", "evidence.json");
    assert.equal(code, 0);
    assert.match(stdout, /✓ metric:auc .*\n +no version ever held the baseline, which `noBaseline: pass` allows\n/);
    assert.match(stdout, /✓ metric:f1 .*\n +`f1` is missing, which `missing: pass` allows\n/);
  });

  it("says of a version that is there already that there is nothing to do", async () => {
    const evidence = { model: "m", candidate: { version: "1" }, stages: { live: { version: "1" } }, request: { to: "live" } };
    const { code, stdout } = await muster(
      { cwd: newFolder({ "promotion.yaml": shapes, "evidence.json": JSON.stringify(evidence) }) },
      "check",
      "--evidence",
      "evidence.json",
    );
    assert.equal(code, 1);
    assert.match(stdout, /`m@1` holds `live` already\n +→ there is nothing to do\n/);
    assert.doesNotMatch(stdout, /To get there|What helps/);
  });
});

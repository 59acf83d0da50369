import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { git } from "../../iris-repository.js";
import { repository, runIn } from "../muster.js";

interface Verified {
  readonly events: number;
  readonly attachments: number;
  readonly head?: string;
  readonly drifted: readonly string[];
}

const root = repository("kept").fsPath;
const run = runIn(root);

describe("the ledger, verified from the editor", function () {
  this.timeout(60_000);

  it("has no event where nothing was done yet", async () => {
    assert.equal((await run<Verified>("verifyLedger")).events, 0);
  });

  it("is whole after a promotion, with the decision and the evidence of it", async () => {
    await run("promote", { version: "v1.0.0", stage: "staging", confirmed: true });
    const { events, attachments, head, drifted } = await run<Verified>("verifyLedger");
    assert.deepEqual([events, attachments, drifted], [2, 2, []]);
    assert.match(head ?? "", /^sha256:/);
  });

  it("tells where the registry was moved without it", async () => {
    git(root, "tag", "--annotate", "--message", "by hand", "iris#staging#9", "iris@v1.1.0^{}");
    const { drifted } = await run<Verified>("verifyLedger");
    assert.deepEqual(drifted.length, 1);
    assert.match(drifted[0] ?? "", /staging of iris .* v1\.1\.0, the ledger v1\.0\.0/);
  });

  it("is refused once an event of it was changed", async () => {
    const copy = join(root, "copy");
    git(root, "worktree", "add", "--quiet", copy, "muster/ledger");
    const event = readdirSync(copy, { recursive: true, encoding: "utf8" }).find((path) => /events.*1\.json$/.test(path)) ?? "";
    writeFileSync(join(copy, event), readFileSync(join(copy, event), "utf8").replace("erin@", "mallory@"));
    git(copy, "commit", "--quiet", "--all", "--amend", "--message", "nothing to see");
    await assert.rejects(run("verifyLedger"), /ledger/);
  });
});

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { git, makeIrisRepository } from "../iris-repository.js";
import { openForSuite } from "./open.js";

const broken =
  "version: 1\nname: broken\nmodels: [broken]\nstages:\n  - name: staging\n    gates:\n      - mertic: auc\n        min: 0.9\n";

/** What leaves a trace when it runs: a plugin that the workspace names, and git itself. */
const traps = ["plugin", "git"] as const;
type Trap = (typeof traps)[number];
const traceOf = (folder: string, trap: Trap): string => join(dirname(folder), `ran-${trap}`);
const bin = (folder: string): string => join(dirname(folder), "bin");

const plugin = (trace: string): string => `import { writeFileSync } from "node:fs";
writeFileSync(${JSON.stringify(trace)}, "");
export const manifest = { apiVersion: 1, name: "@trap/plugin", version: "1.0.0", gates: ["@trap/plugin"] };
const none = () => [];
export const gates = [{ kind: "@trap/plugin", schema: { type: "object" }, codes: {}, prepare: none, requires: none, evaluate: none }];
`;

const setTraps = (folder: string): void => {
  writeFileSync(join(folder, "plugin.mjs"), plugin(traceOf(folder, "plugin")));
  const config = join(folder, "muster.config.yaml");
  writeFileSync(config, `${readFileSync(config, "utf8")}plugins: ["./plugin.mjs"]\n`);
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "Name a plugin");
  const realGit = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
  mkdirSync(bin(folder));
  writeFileSync(join(bin(folder), "git"), `#!/bin/sh\necho "$@" >> '${traceOf(folder, "git")}'\nexec '${realGit}' "$@"\n`, { mode: 0o755 });
};

describe("a workspace that nobody trusts yet", () => {
  const opened = openForSuite({
    prepare: (folder) => {
      makeIrisRepository(folder);
      writeFileSync(join(folder, "broken.promotion.yaml"), broken);
      setTraps(folder);
    },
    workspaceTrust: true,
    env: (folder) => ({ PATH: `${bin(folder)}:${process.env["PATH"] ?? ""}` }),
    keybindings: [{ key: "ctrl+alt+p", command: "muster.promote" }],
  });
  const ran = (): readonly Trap[] => traps.filter((trap) => existsSync(traceOf(opened().folder, trap)));

  it("has its policies checked all the same", async () => {
    const { workbench } = opened();
    await workbench.statusItem("Restricted Mode").waitFor();
    await workbench.statusItem("Muster").waitFor();
    await workbench.open("broken.promotion.yaml");
    await workbench.statusItem(/Muster: 1 error$/).click();
    await workbench.problems().filter({ hasText: "`mertic` is not a kind of gate" }).waitFor();
    await workbench.picture("restricted");
  });

  it("is offered no command that asks a registry or writes", async () => {
    const { workbench } = opened();
    const views = /Focus on/;
    assert.deepEqual(
      (await workbench.offered("Muster: ")).filter((command) => !views.test(command)),
      ["Muster: Check Promotion", "Muster: New Promotion Policy", "Muster: Restart Language Server", "Muster: Show Output"],
    );
  });

  it("refuses a promotion that is asked for by a key all the same, and says why", async () => {
    const { workbench } = opened();
    await workbench.page.keyboard.press("Control+Alt+P");
    const told = await workbench.notification("This workspace is not trusted");
    assert.match(await told.innerText(), /Manage Workspace Trust/);
    await workbench.clearNotifications();
  });

  it("has had nothing of it run, not even git", () => {
    assert.deepEqual(ran(), []);
  });

  it("shows its models, by its plugins and by git, once the person trusts it", async () => {
    const { workbench } = opened();
    await workbench.run("Workspaces: Manage Workspace Trust");
    await workbench.page.getByRole("button", { name: "Trust", exact: true }).click();
    await workbench.page.getByText("You trust this folder").waitFor();
    await workbench.statusItem("Restricted Mode").waitFor({ state: "detached" });
    await (await workbench.view("Models")).filter({ hasText: "iris" }).first().waitFor();
    assert.deepEqual(ran(), traps);
  });
});

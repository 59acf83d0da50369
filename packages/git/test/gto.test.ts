/** Real GTO is the judge: we read what it writes, and it reads what we write. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Registry } from "@muster/core";
import { gitRegistry, register } from "@muster/git";
import { commit, git, newRepository } from "./repositories.js";
import { valueOf } from "./results.js";

const program = fileURLToPath(new URL("../../../../.cache/python/bin/gto", import.meta.url));

const gto = (directory: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { cwd: directory, stdio: "pipe" }).toString("utf8");

/** Runs gto in a second of its own, for it orders what it wrote by the second. */
const gtoLater = async (directory: string, ...args: readonly string[]): Promise<void> => {
  await sleep(1010);
  gto(directory, ...args);
};

type Shown = Readonly<Record<string, { readonly version: string | null; readonly stage: Readonly<Record<string, string | null>> }>>;

/** `gto show` and we say the same of every model: its newest version and who holds which stage. */
const agree = async (directory: string): Promise<Readonly<Record<string, string>>> => {
  const shown = JSON.parse(gto(directory, "show", "--json")) as Shown;
  const registry = gitRegistry({ directory });
  const models = await valueOf(registry.listModels());
  assert.deepEqual(models, Object.keys(shown).sort());
  const everything: Record<string, string> = {};
  for (const model of models) {
    const [newest] = await valueOf(registry.listVersions(model));
    assert.equal(newest?.version ?? null, shown[model]?.version, `newest version of ${model}`);
    const held = Object.entries(shown[model]?.stage ?? {}).flatMap(([stage, version]) => (version === null ? [] : [[stage, version]]));
    const holders = await valueOf(registry.readHolders(model));
    assert.deepEqual(holders, Object.fromEntries(held), `holders of ${model}`);
    for (const [stage, version] of Object.entries(holders)) everything[`${model} ${stage}`] = version;
  }
  return everything;
};

const move = (registry: Registry, model: string, stage: string, version: string | null, holder: string | null) =>
  valueOf(registry.move({ model, stage, version, holder }));

describe("gto", function () {
  this.timeout(120_000);

  before(() => assert.ok(existsSync(program), "gto is not installed here: run `npx tsx scripts/python-env.ts`"));

  it("writes what we read", async () => {
    const directory = newRepository();
    commit(directory, { "model.txt": "1" });
    gto(directory, "register", "fraud-cards");
    gto(directory, "register", "models:churn", "--version", "v3.0.0-rc.1");
    assert.deepEqual(await agree(directory), {});

    commit(directory, { "model.txt": "2" });
    gto(directory, "register", "fraud-cards", "--version", "v1.10.0");
    commit(directory, { "model.txt": "3" });
    gto(directory, "register", "fraud-cards", "--version", "v1.9.0", "--simple", "false");
    gto(directory, "assign", "fraud-cards", "--version", "v0.0.1", "--stage", "staging");
    gto(directory, "assign", "models:churn", "--version", "v3.0.0-rc.1", "--stage", "production", "--simple", "true");
    assert.deepEqual(await agree(directory), { "fraud-cards staging": "v0.0.1", "models:churn production": "v3.0.0-rc.1" });

    await gtoLater(directory, "assign", "fraud-cards", "--version", "v1.10.0", "--stage", "production");
    await gtoLater(directory, "assign", "fraud-cards", "--version", "v1.9.0", "--stage", "production");
    assert.equal((await agree(directory))["fraud-cards production"], "v1.9.0");
    await gtoLater(directory, "assign", "fraud-cards", "--version", "v1.10.0", "--stage", "production", "--force");
    assert.equal((await agree(directory))["fraud-cards production"], "v1.10.0");

    await gtoLater(directory, "deprecate", "fraud-cards", "v1.10.0", "production");
    assert.equal((await agree(directory))["fraud-cards production"], "v1.9.0");
    await gtoLater(directory, "deprecate", "fraud-cards", "v1.9.0");
    assert.equal((await agree(directory))["fraud-cards production"], undefined);
    await gtoLater(directory, "deprecate", "models:churn");
    assert.deepEqual(await agree(directory), { "fraud-cards staging": "v0.0.1" });
  });

  it("registers and assigns at once, where we name both", async () => {
    const directory = newRepository();
    commit(directory, { "model.txt": "1" });
    gto(directory, "assign", "fraud-cards", "HEAD", "--version", "v1.0.0", "--stage", "staging");
    assert.deepEqual(await agree(directory), { "fraud-cards staging": "v1.0.0" });
  });

  it("reads what we write, however fast", async () => {
    const directory = newRepository();
    const registry = gitRegistry({ directory });
    for (const text of ["1", "2", "3"]) {
      commit(directory, { "model.txt": text });
      await valueOf(register({ directory }, { model: "fraud-cards", revision: "HEAD" }));
    }
    await valueOf(register({ directory }, { model: "models/eu:churn", revision: "HEAD~1", version: "v2.0.0" }));
    assert.deepEqual(await agree(directory), {});

    await move(registry, "fraud-cards", "production", "v0.0.1", null);
    assert.deepEqual(await agree(directory), { "fraud-cards production": "v0.0.1" });
    for (const [version, holder] of [
      ["v0.0.3", "v0.0.1"],
      ["v0.0.2", "v0.0.3"],
      ["v0.0.3", "v0.0.2"],
      ["v0.0.1", "v0.0.3"],
    ] as const) {
      await move(registry, "fraud-cards", "production", version, holder);
      assert.deepEqual(await agree(directory), { "fraud-cards production": version });
    }
    await move(registry, "models/eu:churn", "canary/eu", "v2.0.0", null);
    await move(registry, "fraud-cards", "staging", "v0.0.2", null);
    await move(registry, "fraud-cards", "production", null, "v0.0.1");
    assert.deepEqual(await agree(directory), { "fraud-cards staging": "v0.0.2", "models/eu:churn canary/eu": "v2.0.0" });
    await move(registry, "fraud-cards", "production", "v0.0.2", null);
    assert.equal((await agree(directory))["fraud-cards production"], "v0.0.2");
  });

  it("takes turns with us", async () => {
    const directory = newRepository();
    const registry = gitRegistry({ directory });
    commit(directory, { "model.txt": "1" });
    gto(directory, "register", "fraud-cards");
    await move(registry, "fraud-cards", "production", "v0.0.1", null);
    commit(directory, { "model.txt": "2" });
    await sleep(2010);
    gto(directory, "assign", "fraud-cards", "HEAD", "--stage", "production");
    assert.deepEqual(await agree(directory), { "fraud-cards production": "v0.0.2" });
    assert.deepEqual(git(directory, "tag").split("\n"), [
      "fraud-cards#production#1",
      "fraud-cards#production#2",
      "fraud-cards@v0.0.1",
      "fraud-cards@v0.0.2",
    ]);
    await move(registry, "fraud-cards", "production", "v0.0.1", "v0.0.2");
    assert.deepEqual(await agree(directory), { "fraud-cards production": "v0.0.1" });
    assert.ok(git(directory, "tag").includes("fraud-cards#production#3"));
  });
});

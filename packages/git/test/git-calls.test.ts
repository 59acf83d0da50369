/** How git is called: nothing of the user's runs along, nothing of the environment leads it elsewhere, no secret is told. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nextEvent } from "@muster/core";
import { gitLedger, gitRegistry, gitSource, register } from "@muster/git";
import { clone, commit, git, newFolder, newRemote, newRepository } from "./repositories.js";
import { failureOf, valueOf } from "./results.js";

const event = nextEvent(
  {
    ledger: "fraud",
    at: "2026-11-20T10:00:00.000Z",
    actor: { identity: "alice@example.com", assurance: "claimed" },
    tool: "muster/0.1.0",
    type: "registry.adopted",
    body: { model: "fraud-cards" },
  },
  null,
);

const withEnvironment = async (variables: Readonly<Record<string, string>>, body: () => Promise<void>): Promise<void> => {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  try {
    await body();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
};

/** A program that leaves a file behind where it runs. */
const trap = (): { readonly program: string; readonly sprung: () => boolean } => {
  const folder = newFolder();
  const program = join(folder, "git");
  writeFileSync(program, `#!/bin/sh\ntouch ${join(folder, "sprung")}\nexit 1\n`, { mode: 0o755 });
  return { program, sprung: () => existsSync(join(folder, "sprung")) };
};

const everything = async (directory: string): Promise<void> => {
  await valueOf(register({ directory, remote: "origin" }, { model: "fraud-cards", revision: "HEAD" }));
  await valueOf(
    gitRegistry({ directory, remote: "origin" }).move({ model: "fraud-cards", stage: "staging", version: "v0.0.1", holder: null }),
  );
  await valueOf(gitLedger({ directory, remote: "origin" }).append({ event, attachments: {} }, null));
  const source = gitSource({ directory });
  await valueOf(source.differing(await valueOf(source.resolve("HEAD")), ["model.txt"]));
};

describe("git is called", () => {
  it("without the user's hooks, signing programs, editors and file watchers", async () => {
    const directory = clone(newRemote());
    const { program, sprung } = trap();
    const hooks = newFolder();
    for (const hook of ["pre-push", "reference-transaction", "post-index-change", "pre-commit", "post-checkout"]) {
      writeFileSync(join(hooks, hook), `#!/bin/sh\n${program}\nexit 0\n`, { mode: 0o755 });
    }
    commit(directory, { "model.txt": "1" });
    const settings = {
      "core.hooksPath": hooks,
      "gpg.program": program,
      "commit.gpgSign": "true",
      "tag.gpgSign": "true",
      "tag.forceSignAnnotated": "true",
    };
    for (const [key, value] of Object.entries({
      ...settings,
      "push.gpgSign": "if-asked",
      "core.fsmonitor": program,
      "core.editor": program,
    })) {
      git(directory, "config", key, value);
    }
    await everything(directory);
    assert.equal(sprung(), false);
  });

  it("in the repository that was named, whatever GIT_* variables a hook around us has set", async () => {
    const directory = clone(newRemote());
    const other = newRepository();
    commit(other, { "model.txt": "other" });
    const before = git(other, "show-ref");
    const variables = {
      GIT_DIR: join(other, ".git"),
      GIT_WORK_TREE: other,
      GIT_INDEX_FILE: join(other, "x"),
      GIT_OBJECT_DIRECTORY: join(other, "y"),
    };
    commit(directory, { "model.txt": "1" });
    await withEnvironment(
      { ...variables, GIT_NAMESPACE: "z", GIT_TRACE: "1", GIT_CEILING_DIRECTORIES: directory, GIT_AUTHOR_DATE: "nonsense" },
      async () => {
        await valueOf(register({ directory, remote: "origin" }, { model: "fraud-cards", revision: "HEAD" }));
        await valueOf(gitLedger({ directory, remote: "origin" }).append({ event, attachments: {} }, null));
      },
    );
    assert.equal(git(other, "show-ref"), before);
    assert.match(git(directory, "show-ref"), /fraud-cards@v0\.0\.1/);
  });

  it("from the system, never from a workspace's node_modules", async () => {
    const directory = clone(newRemote());
    const { program, sprung } = trap();
    mkdirSync(join(directory, "node_modules/.bin"), { recursive: true });
    writeFileSync(join(directory, "node_modules/.bin/git"), `#!/bin/sh\n${program}\n`, { mode: 0o755 });
    commit(directory, { "model.txt": "1" });
    await everything(directory);
    assert.equal(sprung(), false);
  });

  it("for no longer than it may take, even where what it started goes on", async () => {
    const directory = newRepository();
    const folder = newFolder();
    const ssh = join(folder, "ssh");
    writeFileSync(ssh, "#!/bin/sh\nsleep 5\n", { mode: 0o755 });
    git(directory, "remote", "add", "slow", "ssh://git@host.invalid/models.git");
    await withEnvironment({ GIT_SSH_COMMAND: ssh }, async () => {
      const started = performance.now();
      await failureOf(
        gitRegistry({ directory, remote: "slow", timeout: 300 }).listModels(),
        "unreachable",
        /git fetch did not end within 0\.3 s/,
      );
      await failureOf(
        gitLedger({ directory, remote: "slow", timeout: 300 }).head(),
        "unreachable",
        /git ls-remote did not end within 0\.3 s/,
      );
      assert.ok(performance.now() - started < 4000);
    });
  });

  it("without telling a remote's credentials", async () => {
    for (const address of [
      "http://user:hunter2@127.0.0.1:1/models.git?private_token=hunter3",
      "http://user:x/hunter2@127.0.0.1:1/models.git",
      "http://user:x@y@hunter2@127.0.0.1:1/models.git",
    ]) {
      const directory = newRepository();
      git(directory, "remote", "add", "origin", address);
      for (const answer of [gitRegistry({ directory, remote: "origin" }).listModels(), gitLedger({ directory, remote: "origin" }).head()]) {
        const { message, help } = await failureOf(answer, "unreachable", /the remote could not be reached/);
        assert.doesNotMatch(`${message} ${help ?? ""}`, /hunter/);
      }
    }
  });

  it("and its refusals are told apart: no entry, no answer", async () => {
    const directory = newRepository();
    const ssh = join(newFolder(), "ssh");
    git(directory, "remote", "add", "origin", "ssh://git@host.invalid/models.git");
    for (const [words, reason] of [
      ["git@host.invalid: Permission denied (publickey).", "refused"],
      ["Host key verification failed.", "refused"],
      ["ssh: connect to host host.invalid port 22: Connection refused", "unreachable"],
      ["ssh: Could not resolve hostname host.invalid: Name or service not known", "unreachable"],
    ] as const) {
      writeFileSync(ssh, `#!/bin/sh\necho "${words}" >&2\nexit 255\n`, { mode: 0o755 });
      await withEnvironment({ GIT_SSH_COMMAND: ssh }, async () => {
        const { message } = await failureOf(gitLedger({ directory, remote: "origin" }).head(), reason, /remote/);
        assert.ok(message.includes(words), message);
      });
    }
  });
});

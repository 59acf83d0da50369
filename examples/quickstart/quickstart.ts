/**
 * `npm run quickstart`: three versions of a classifier, from training to production and back, in a fresh git repository.
 * It prints every command that it runs, so that you can go on by hand.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { train, type Algorithm } from "./train.js";

const bin = join(dirname(fileURLToPath(import.meta.resolve("@muster/cli/package.json"))), "bin/muster.js");
const folder = mkdtempSync(join(tmpdir(), "muster-quickstart-"));
const colour = process.stdout.isTTY && process.env["NO_COLOR"] === undefined;
const bold = (text: string) => (colour ? `\u001b[1m${text}\u001b[0m` : text);
const dim = (text: string) => (colour ? `\u001b[2m${text}\u001b[0m` : text);

const say = (text: string) => console.log(`\n${bold(text)}`);
const quote = (part: string) => (/^[\w@./:=-]+$/.test(part) ? part : `"${part}"`);
const show = (command: readonly string[]) => console.log(dim(`$ ${command.map(quote).join(" ")}`));

const git = (...args: string[]) => {
  show(["git", ...args]);
  execFileSync("git", args, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
};

/** Runs muster and insists on the exit code that the story tells. */
const muster = (expected: number, ...args: string[]) => {
  show(["muster", ...args]);
  const { status } = spawnSync(process.execPath, [bin, ...args], {
    cwd: folder,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...(colour && { FORCE_COLOR: "1" }) },
  });
  if (status !== expected) throw new Error(`muster ${args.join(" ")} exited with ${status}, not ${expected}; the repository is ${folder}`);
};

const trainAndRegister = (algorithm: Algorithm, version: string) => {
  console.log(dim(`(training: ${algorithm})`));
  train(algorithm, folder);
  git("add", ".");
  git("commit", "-qm", `Train iris ${version}: ${algorithm}`);
  muster(0, "register", `iris@${version}`);
};

const be = (person: string) => git("config", "user.email", `${person}@example.com`);

say("1. A repository with a policy");
git("init", "-q", "-b", "main");
git("config", "user.name", "Quickstart");
be("erin");
for (const file of ["promotion.yaml", "muster.config.yaml"]) cpSync(fileURLToPath(new URL(file, import.meta.url)), join(folder, file));
writeFileSync(
  join(folder, "artifacts.yaml"),
  "iris:\n  type: model\n  path: models/iris.json\n  description: tells three species of iris apart\n",
);
muster(0, "validate");

say("2. A first version, too simple: it is refused and told why");
trainAndRegister("stump", "v1.0.0");
muster(1, "check", "iris@v1.0.0", "--to", "staging");

say("3. A better one is promoted to staging, and waits for an approval before production");
trainAndRegister("tree", "v1.1.0");
muster(0, "promote", "iris@v1.1.0", "--to", "staging", "--yes");
muster(3, "check", "iris@v1.1.0", "--to", "production");

say("4. Alice approves; Erin promotes");
be("alice");
muster(0, "approve", "iris@v1.1.0", "--to", "production", "--reason", "accuracy and recall look right");
be("erin");
muster(0, "promote", "iris@v1.1.0", "--to", "production", "--yes");

say("5. A third version takes its place");
trainAndRegister("neighbours", "v1.2.0");
muster(0, "promote", "iris@v1.2.0", "--to", "staging", "--yes");
be("bob");
muster(0, "approve", "iris@v1.2.0", "--to", "production");
be("erin");
muster(0, "promote", "iris@v1.2.0", "--to", "production", "--yes");

say("6. It turns out too slow: back to the version before");
muster(0, "rollback", "iris", "--stage", "production", "--reason", "too slow for the gateway", "--yes");
muster(0, "history", "iris");
muster(0, "status");

say("That was real: look at the tags and at the ledger, or go on by hand");
console.log(`cd ${folder}\nalias muster='${process.execPath} ${bin}'\ngit tag --list\ngit log --oneline muster/ledger`);

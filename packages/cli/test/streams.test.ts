import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bin, examples, execute, muster, terminal, type PrintedProblem } from "./muster.js";
import { git, irisRepository, newFolder } from "./workspaces.js";

const fraud = join(examples, "fraud-models");
const check = (env: Readonly<Record<string, string>>, ...args: readonly string[]) =>
  muster({ cwd: fraud, env }, "check", "--evidence", "evidence/denied.json", ...args);

const isColoured = (text: string): boolean => text.includes("\u001b[");

const codes = { allowed: 0, denied: 1, waiting: 3, unknown: 4 } as const;

describe("what muster prints", () => {
  it("has colours on a terminal only, unless NO_COLOR or FORCE_COLOR says otherwise", async () => {
    const atTerminal = (env: Readonly<Record<string, string>>) =>
      execute(terminal, ["-qec", `${process.execPath} ${bin} check --evidence evidence/denied.json`, "/dev/null"], {
        cwd: fraud,
        env: { TERM: "xterm", ...env },
      });
    const printed = await Promise.all([
      check({}),
      check({ CI: "true" }),
      check({ FORCE_COLOR: "1" }),
      check({ FORCE_COLOR: "1", NO_COLOR: "1" }),
      check({ FORCE_COLOR: "0" }),
      atTerminal({}),
      atTerminal({ NO_COLOR: "1" }),
      atTerminal({ TERM: "dumb" }),
    ]);
    assert.deepEqual(
      printed.map(({ stdout }) => isColoured(stdout)),
      [false, false, true, false, false, true, false, false],
    );
    assert.ok(printed.every(({ code }) => code === 1));
  });

  it("is the result on stdout and everything else on stderr", async () => {
    const [result, problem] = await Promise.all([check({}), check({}, "--to", "gone")]);
    assert.deepEqual([result.stderr, problem.stdout], ["", ""]);
    assert.notEqual(problem.stderr, "");
  });

  it("is a problem in JSON on stdout too, and on stderr for whoever reads the log", async () => {
    const { code, stdout, stderr } = await check({}, "--to", "gone", "--format", "json");
    assert.equal(code, 2);
    assert.deepEqual(Object.keys(JSON.parse(stdout) as object), ["error"]);
    assert.match(stderr, /^error: /);
  });

  it("never has a colour in JSON or in a file", async () => {
    const cwd = newFolder();
    const answer = await muster(
      { cwd: fraud, env: { FORCE_COLOR: "1" } },
      "check",
      "--evidence",
      "evidence/denied.json",
      "--format",
      "json",
      "--format",
      `human=${join(cwd, "page.txt")}`,
    );
    assert.equal(answer.code, 1);
    assert.ok(!isColoured(answer.stdout));
    assert.equal(
      readFileSync(join(cwd, "page.txt"), "utf8"),
      readFileSync(new URL("../../test/fixtures/pages/denied.txt", import.meta.url), "utf8"),
    );
  });

  it("goes to as many files as are asked for, and stdout stays empty", async () => {
    const cwd = newFolder();
    const file = join(cwd, "a=b.json");
    const { code, stdout } = await check({}, "--format", `json=${file}`);
    assert.deepEqual([code, stdout], [1, ""]);
    assert.equal((JSON.parse(readFileSync(file, "utf8")) as { verdict: string }).verdict, "denied");
  });

  it("fits whoever stops reading: no failure, and the verdict's exit code", async () => {
    const pipe = (readers: string) =>
      execute(
        "bash",
        [
          "-c",
          `${process.execPath} ${bin} check --evidence evidence/denied.json --format json | ${readers}; echo "codes \${PIPESTATUS[0]}"`,
        ],
        { cwd: fraud },
      );
    for (const { stdout, stderr } of await Promise.all([pipe("head -1"), pipe("true")])) {
      assert.match(stdout, /codes 1\n$/);
      assert.equal(stderr, "");
    }
  });

  it("is told in short on stderr where it cannot be written and something was done, with the exit code of what was done", async () => {
    for (const [format, where] of [
      ["--format human >/dev/full", "stdout"],
      ["--format json >/dev/full", "stdout"],
      ["--format json=/dev/full", "`/dev/full`"],
    ] as const) {
      const cwd = irisRepository();
      const promote = `promote iris@v1.0.0 --to staging --yes`;
      const { code, stdout, stderr } = await execute("bash", ["-c", `${process.execPath} ${bin} ${promote} ${format}`], { cwd });
      assert.deepEqual([code, stdout], [0, ""]);
      assert.match(stderr, /^error: the result could not be written to (\S+): ENOSPC.*\n✓ iris@v1\.0\.0 holds staging now\n$/);
      assert.ok(stderr.includes(`written to ${where}:`), stderr);
      assert.match(git(cwd, "tag", "--list"), /iris#staging#1/);
    }
  });

  it("ends with 2 where it cannot be written and nothing was done, and with the problem's code where there is one", async () => {
    const cwd = irisRepository();
    const ends = (line: string) => execute("bash", ["-c", `${process.execPath} ${bin} ${line}`], { cwd });
    const allowed = "check iris@v1.0.0 --to staging";
    for (const line of [
      `${allowed} >/dev/full`,
      `${allowed} --format json=/dev/full`,
      "--help >/dev/full",
      "sweep --to staging >/dev/full",
    ]) {
      const { code, stderr } = await ends(line);
      assert.equal(code, 2, line);
      assert.match(stderr, /^error: the result could not be written to .*: ENOSPC.*\n$/);
    }
    assert.equal((await ends("sweep --to staging --format json=/dev/full")).code, 2);
    assert.equal((await ends("promote iris@v1.0.0 --to nowhere --yes --format json >/dev/full")).code, 2);
    assert.equal((await ends(`${allowed} 2>/dev/full`)).code, 0);
  });

  it("ends with one exit code per verdict, the same in every format", async () => {
    for (const [verdict, code] of Object.entries(codes)) {
      const formats = [[], ["--format", "human"], ["--format", "json"], ["--quiet"], ["--format", `json=${join(newFolder(), "d.json")}`]];
      const answers = await Promise.all(
        formats.map((format) => muster({ cwd: fraud }, "check", "--evidence", `evidence/${verdict}.json`, ...format)),
      );
      assert.deepEqual(
        answers.map((answer) => answer.code),
        formats.map(() => code),
      );
    }
  });
});

describe("how muster is asked", () => {
  const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
    ["an unknown command", ["chekc"], /unknown command `chekc`[^]*check/],
    ["an unknown option", ["check", "--polcy", "x"], /unknown option `--polcy`[^]*--policy/],
    ["help on an unknown command", ["help", "nope"], /there is no command `nope`[^]*`muster --help` lists them/],
    ["help on a mistyped command", ["help", "promot"], /there is no command `promot`[^]*did you mean `promote`\?/],
    ["no command", [], /no command was given/],
    ["an option without its value", ["check", "--to"], /argument missing/],
    ["a missing argument", ["promote", "--to", "x"], /missing required argument `model`[^]*see `muster promote --help`/],
    ["a missing option", ["promote", "m@1"], /required option `--to <stage>` not specified[^]*see `muster promote --help`/],
    ["one argument too many", ["status", "a", "b"], /too many arguments/],
    ["an unknown format", ["explain", "--format", "xml"], /no format `xml`[^]*`human` and `json`/],
    ["two formats on stdout", ["explain", "--format", "json", "--format", "human"], /only one format can be written to stdout/],
    ["a format without its file", ["explain", "--format", "json="], /names no file/],
    ["a file that cannot be written", ["explain", "--format", "json=/nonexistent/x"], /cannot be written/],
    ["--ref beside --policy", ["check", "m@1", "--to", "x", "--ref", "HEAD", "--policy", "p.yaml"], /cannot be used with/],
  ];
  for (const [what, args, expected] of wrong) {
    it(`ends with 2 for ${what}`, async () => {
      const { code, stdout, stderr } = await muster({ cwd: newFolder() }, ...args);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, expected);
      assert.doesNotMatch(stderr, /\n {4}at /);
    });
  }

  it("tells a usage error in JSON where JSON was asked for", async () => {
    const { code, stdout } = await muster({ cwd: newFolder() }, "check", "--polcy", "x", "--format", "json");
    assert.equal(code, 2);
    const { error } = JSON.parse(stdout) as PrintedProblem;
    assert.deepEqual([error.code, error.exitCode], ["usage", 2]);
  });

  it("shows help and the version on stdout, and ends with 0", async () => {
    const [help, command, version] = await Promise.all([
      muster({ cwd: fraud }, "--help"),
      muster({ cwd: fraud }, "check", "--help"),
      muster({ cwd: fraud }, "--version"),
    ]);
    assert.deepEqual([help.code, command.code, version.code, help.stderr], [0, 0, 0, ""]);
    for (const name of [
      "init",
      "validate",
      "check",
      "promote",
      "approve",
      "reject",
      "revoke",
      "record-check",
      "register",
      "status",
      "history",
      "rollback",
      "retire",
      "explain",
    ])
      assert.match(help.stdout, new RegExp(`^  ${name} `, "m"));
    assert.match(command.stdout, /--evidence <file>/);
    assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
  });

  it("says of a defect how to report it, ends with 70 and shows the stack with --debug only", async () => {
    // No defect is known, so one is made: the clock breaks.
    const breaking = "data:text/javascript,Date.prototype.toISOString = () => { throw new Error('the clock is broken') }";
    const broken = (...args: readonly string[]) =>
      execute(
        process.execPath,
        ["--import", breaking, bin, "check", "--policy", "p.yaml", "--evidence", "e.json", "--to", "live", ...args],
        {
          cwd: newFolder({
            "p.yaml": 'version: 1\nname: p\nmodels: ["m"]\nstages:\n  - name: live\n    gates:\n      - tag: card\n        exists: true\n',
            "e.json": '{ "model": "m", "candidate": { "version": "1" } }',
          }),
        },
      );
    const [human, debug, json] = await Promise.all([broken(), broken("--debug"), broken("--format", "json")]);
    assert.deepEqual([human.code, debug.code, json.code], [70, 70, 70]);
    assert.match(human.stderr, /muster has a defect: the clock is broken[^]*please report it/);
    assert.doesNotMatch(human.stderr, /\n {4}at /);
    assert.match(debug.stderr, /\n {4}at /);
    assert.equal((JSON.parse(json.stdout) as PrintedProblem).error.code, "defect");
  });

  it("says that its working directory is gone", async () => {
    const cwd = newFolder();
    mkdirSync(join(cwd, "gone"));
    const { code, stderr } = await execute("bash", ["-c", `rmdir ../gone && ${process.execPath} ${bin} status`], {
      cwd: join(cwd, "gone"),
    });
    assert.equal(code, 2);
    assert.match(stderr, /the working directory is gone/);
  });
});

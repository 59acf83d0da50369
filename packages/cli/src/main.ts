import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { CommanderError } from "@commander-js/extra-typings";
import type { View } from "@muster/report/terminal";
import { ProblemError, problem, type Problem } from "@muster/workspace/problem";
import { exitCodeOfProblem, exitCodeOfReport, exitCodes } from "./exit-codes.js";
import { readOutputs, type Output } from "./outputs.js";
import { muster } from "./program.js";
import { progressOn } from "./progress.js";
import { formats, type Format } from "./render/formats.js";
import { isAct, type Report } from "./report.js";
import type { Session } from "./session.js";
import { writeSweep } from "./write-sweep.js";
import { coloursFor, widthOf, type Screen } from "./terminal.js";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { readonly version: string };

/** Runs the command line of a process and sets its exit code. */
export const run = async (host: NodeJS.Process): Promise<void> => {
  const { stdin, stdout, stderr, env } = host;
  const viewOn = (screen: Screen, environment = env): View => ({
    colours: coloursFor(screen, environment),
    width: widthOf(screen),
    quiet: program.opts().quiet === true,
  });

  const write = async (outputs: readonly Output[], textOf: (format: Format, view: View) => string) => {
    for (const { format, file } of outputs) {
      const written = textOf(await formats[format](), file === undefined ? viewOn(stdout) : viewOn({}, {}));
      if (file === undefined) stdout.write(written);
      else await writeTo(file, written);
    }
  };

  const writeTo = async (file: string, written: string) => {
    try {
      writeFileSync(file, written);
    } catch (error) {
      await lose(`\`${file}\``, error as Error);
    }
  };

  /** Says what was done where the result itself cannot. The exit code of an act stays, or the act would be tried again. */
  const lose = async (where: string, { message }: Error) => {
    if (!hasEnded) host.exitCode = exitCodes.usage;
    const { problemLines } = await import("./render/human/problem.js");
    const lost = problemLines({ code: "usage", message: `the result could not be written to ${where}: ${message}` }, viewOn(stderr));
    stderr.write(lost.map((line) => `${line}\n`).join(""));
    if (act !== undefined) stderr.write((await formats.human()).report(act, { ...viewOn(stderr), quiet: act.type !== "files" }));
  };

  const session: Session = {
    get cwd() {
      return workingDirectory(host);
    },
    clock: { now: () => new Date().toISOString() },
    tool: `muster/${version}`,
    interactive: stdin.isTTY && stderr.isTTY,
    readStdin: async () => (await import("@muster/workspace")).readStream(stdin, "stdin"),
    note: (message) => {
      if (program.opts().quiet !== true) stderr.write(`note: ${message}\n`);
    },
    confirm: async (question, about) => {
      if (about !== undefined) stderr.write(`${(await formats.human()).report(about, viewOn(stderr))}\n`);
      const { confirm } = await import("@clack/prompts");
      return (await confirm({ message: question, initialValue: false, output: stderr })) === true;
    },
  };

  /** Where the result goes, once it is known that it can. */
  let outputs: readonly Output[] | undefined;
  /** What was done. */
  let act: Report | undefined;
  /** Whether the exit code is that of an act or of a problem, which stays whether or not anybody can be told. */
  let hasEnded = false;
  const program = muster(
    version,
    (help) => void stdout.write(help),
    async (command) => {
      const asked = readOutputs(program.opts().format);
      for (const { file } of asked) if (file !== undefined) makeWritable(file);
      outputs = asked;
      const report = await command(session);
      if (report.type === "sweep") {
        const viewOf = ({ file }: Output) => (file === undefined ? viewOn(stdout) : viewOn({}, {}));
        const code = await writeSweep(report, asked, { stdout, viewOf, progress: progressOn(stderr, program.opts().quiet !== true) });
        host.exitCode ??= code;
        return;
      }
      host.exitCode = exitCodeOfReport(report);
      if (isAct(report)) [act, hasEnded] = [report, true];
      await write(asked, (format, view) => format.report(report, view));
    },
  );

  const tell = async (told: Problem) => {
    host.exitCode = exitCodeOfProblem[told.code];
    hasEnded = true;
    const { problemLines } = await import("./render/human/problem.js");
    stderr.write(
      problemLines(told, viewOn(stderr))
        .map((line) => `${line}\n`)
        .join(""),
    );
    await write(outputs ?? outputsOnStdout(program.opts().format), (format) => format.problem(told));
  };

  const names = program.commands.map((command) => command.name());

  const commandAsked = () => {
    const asked = host.argv.slice(2).find((word) => names.includes(word));
    return asked === undefined ? "muster" : `muster ${asked}`;
  };

  const problemOfUsage = async (error: CommanderError): Promise<Problem> => {
    const [command, unknown] = program.args;
    if (error.code !== "commander.help" || command !== "help" || unknown === undefined) return usageProblem(error, commandAsked());
    const { suggest } = await import("@muster/core");
    const meant = suggest(unknown, names);
    const help = meant === undefined ? "`muster --help` lists them" : `did you mean \`${meant}\`?`;
    return { code: "usage", message: `there is no command \`${unknown}\``, help };
  };

  const fail = async (error: unknown) => {
    if (error instanceof ProblemError) return tell(error.problem);
    if (error instanceof CommanderError) return error.exitCode === 0 ? undefined : tell(await problemOfUsage(error));
    if (program.opts().debug === true) stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return tell(defect(error));
  };

  // Whoever reads us may stop reading: that is no failure, and the exit code stays what it would have been.
  stdout.once("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") void lose("stdout", error);
  });
  // What comes after the first error was told with it; there is nowhere to tell that stderr cannot be written.
  for (const stream of [stdout, stderr]) stream.on("error", () => undefined);
  host.once("uncaughtException", (error) => {
    fail(error).then(
      () => host.exit(),
      () => host.exit(exitCodes.defect),
    );
  });
  try {
    await program.parseAsync(host.argv);
  } catch (error) {
    await fail(error);
  }
};

const workingDirectory = (host: NodeJS.Process): string => {
  try {
    return host.cwd();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw problem("usage", "the working directory is gone", "change to one that is there");
  }
};

/** Says that a file cannot be written before anything is done, not after. */
const makeWritable = (file: string): void => {
  try {
    appendFileSync(file, "");
  } catch (error) {
    throw problem("usage", `\`${file}\` cannot be written: ${(error as Error).message}`);
  }
};

/** A problem is told in the format that was asked for, also where what was asked for is the problem. */
const outputsOnStdout = (values: readonly string[]): readonly Output[] => {
  try {
    return readOutputs(values).filter(({ file }) => file === undefined);
  } catch (error) {
    if (error instanceof ProblemError) return [];
    throw error;
  }
};

const usageProblem = ({ code, message }: CommanderError, command: string): Problem => {
  if (code === "commander.help") return { code: "usage", message: "no command was given", help: "`muster --help` lists them" };
  const [what = "", ...more] = message
    .replace(/^error: /, "")
    .replaceAll("'", "`")
    .split("\n");
  const help = more
    .join(" ")
    .replace(/^\((.*)\)$/, "$1")
    .replace(/^Did you mean /, "did you mean ");
  return { code: "usage", message: what, help: help === "" ? `see \`${command} --help\`` : help };
};

const defect = (error: unknown): Problem => ({
  code: "defect",
  message: `muster has a defect: ${error instanceof Error ? error.message : String(error)}`,
  help: "please report it, with what the same command prints with `--debug`",
});

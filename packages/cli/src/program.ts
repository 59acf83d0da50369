import { Command, Option } from "@commander-js/extra-typings";
import type { Report } from "./report.js";
import type { Session } from "./session.js";

/** Runs a command and writes what it reports. */
export type Execute = (command: (session: Session) => Promise<Report>) => Promise<void>;

const list = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** The command line: every command with its arguments. A command's module is loaded when it is run. */
export const muster = (version: string, print: (text: string) => void, execute: Execute) => {
  const program = new Command("muster")
    .description("May this model version move to that stage? Decide it, move it, keep the proof.")
    .version(version, "-V, --version")
    .addOption(new Option("--format <name>", "`human` or `json`; `json=FILE` writes to a file; may be repeated").argParser(list).default([] as readonly string[], "human"))
    .option("-q, --quiet", "the result in a line, and no notes")
    .option("--debug", "the stack of a defect")
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: print, writeErr: () => undefined });

  program.commandsGroup("Write a policy:");
  program
    .command("init")
    .description("write a first policy and configuration")
    .option("--dry-run", "show the files instead of writing them")
    .action((options) => execute(async (session) => (await import("./commands/init.js")).init(session, options)));
  program
    .command("validate")
    .description("tell what is wrong with policies, and where")
    .argument("[files...]", "default: the policies of the configuration")
    .option("--strict", "count warnings as errors")
    .action((files, options) => execute(async (session) => (await import("./commands/validate.js")).validate(session, files, options)));
  program
    .command("explain")
    .description("explain a code of a diagnostic or of an outcome")
    .argument("[code]", "default: list them")
    .action((code) => execute(async () => (await import("./commands/explain.js")).explain(code)));

  program.commandsGroup("Decide:");
  program
    .command("check")
    .description("may this version move to that stage?")
    .argument("[model]", "NAME@VERSION; left out, the model of the evidence")
    .option("--to <stage>", "the target stage; default: that of the evidence")
    .option("--policy <file>", "decide by this policy; default: the one that governs the model")
    .option("--evidence <file>", "decide on this evidence, `-` for stdin; default: what registry and ledger say")
    .option("--at <time>", "decide as of this instant, such as 2026-11-20T10:00:00Z")
    .option("--ref <ref>", "read policy, configuration and plugins from this commit; default: the working tree")
    .action((subject, options) => execute(async (session) => (await import("./commands/check.js")).check(session, subject, options)));
  program.commandsGroup("Help:");
  return program;
};

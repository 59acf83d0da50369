import { Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { exitCodeMeanings, exitCodes } from "./exit-codes.js";
import type { Report, SweepReport } from "./report.js";
import type { Session } from "./session.js";

/** Runs a command and writes what it reports. */
export type Execute = (command: (session: Session) => Promise<Report | SweepReport>) => Promise<void>;

const list = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const readPercentage = (value: string): number => {
  const percentage = Number(value);
  if (value.trim() === "" || !(percentage >= 0 && percentage <= 100)) throw new InvalidArgumentError("it takes a number from 0 to 100");
  return percentage;
};

/** The command line: every command with its arguments. A command's module is loaded when it is run. */
export const muster = (version: string, print: (text: string) => void, execute: Execute) => {
  const program = new Command("muster")
    .description("May this model version move to that stage? Decide it, move it, keep the proof.")
    .version(version, "-V, --version")
    .addOption(
      new Option("--format <name>", "`human` or `json`; `json=FILE` writes to a file; may be repeated")
        .argParser(list)
        .default([] as readonly string[], "human"),
    )
    .option("-q, --quiet", "the result in a line, and no notes")
    .option("--debug", "the stack of a defect")
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: print, writeErr: () => undefined });

  program.commandsGroup("Write a policy:");
  program
    .command("init")
    .description("write a first policy, its test and a configuration")
    .addOption(new Option("--registry <type>", "where models are registered").choices(["git", "mlflow"] as const).default("git" as const))
    .option("--uri <address>", "the MLflow server to draft from; default: MLFLOW_TRACKING_URI")
    .option("--dry-run", "show the files instead of writing them")
    .action((options) => execute(async (session) => (await import("./commands/init.js")).init(session, options)));
  program
    .command("validate")
    .description("tell what is wrong with policies and policy tests, and where")
    .argument("[files...]", "default: the policies of the configuration")
    .option("--strict", "count warnings as errors")
    .action((files, options) => execute(async (session) => (await import("./commands/validate.js")).validate(session, files, options)));
  program
    .command("test")
    .description("decide the cases of policy tests, and compare")
    .argument("[files...]", "default: every `promotion.test.yaml` and `*.promotion.test.yaml` of the workspace")
    .option("--coverage", "tell which outcomes and bounds of the policies no case shows")
    .option("--min-coverage <percent>", "fail where the coverage of a policy is below", readPercentage)
    .action((files, options) => execute(async (session) => (await import("./commands/test.js")).test(session, files, options)));
  program
    .command("explain")
    .description("explain a code of a diagnostic or of an outcome")
    .argument("[code]", "default: list them")
    .action((code) => execute(async () => (await import("./commands/explain.js")).explain(code)));
  program
    .command("lsp")
    .description("serve editors: a language server on stdin and stdout")
    .option("--stdio", "on stdin and stdout, as it does without this")
    .option("--trust", "run the plugins of the workspace and show what its registry knows")
    .action((options) => execute(async (session) => (await import("./commands/lsp.js")).lsp(session, options)));

  program.commandsGroup("Decide:");
  program
    .command("check")
    .description("may this version move to that stage?")
    .argument("[model]", "NAME@VERSION; left out, the model of the evidence")
    .option("--to <stage>", "the target stage; default: that of the evidence")
    .option("--policy <file>", "decide by this policy; default: the one that governs the model")
    .option("--evidence <file>", "decide on this evidence, `-` for stdin; default: what registry and ledger say")
    .option("--at <time>", "decide as of this instant, such as 2026-11-20T10:00:00Z")
    .option("--requester <identity>", "who would ask for the promotion; default: that of the evidence, else you")
    .addOption(
      new Option("--ref <ref>", "read policy, configuration and plugins from this commit; default: the working tree").conflicts("policy"),
    )
    .action((subject, options) => execute(async (session) => (await import("./commands/check.js")).check(session, subject, options)));
  program
    .command("sweep")
    .description("which candidates may enter a stage?")
    .requiredOption("--to <stage>", "the target stage")
    .option("--model <glob>", "the models; default: all that a policy governs")
    .action((options) => execute(async (session) => (await import("./commands/sweep.js")).sweepRegistry(session, options)));

  program.commandsGroup("Move:");
  const yes = ["-y, --yes", "do not ask"] as const;
  const dryRun = ["--dry-run", "say what would be done, and write nothing"] as const;
  program
    .command("promote")
    .description("move a stage to a version, if its gates allow it")
    .argument("<model>", "NAME@VERSION")
    .requiredOption("--to <stage>", "the target stage")
    .option(...yes)
    .option(...dryRun)
    .action((subject, options) =>
      execute(async (session) => (await import("./commands/move.js")).promoteVersion(session, subject, options)),
    );
  program
    .command("rollback")
    .description("return a stage to a version that held it before")
    .argument("<model>", "NAME")
    .requiredOption("--stage <stage>", "the stage")
    .requiredOption("--reason <text>", "why")
    .option("--to <version>", "default: the version that held the stage before")
    .option(...yes)
    .option(...dryRun)
    .action((model, options) => execute(async (session) => (await import("./commands/move.js")).rollBackStage(session, model, options)));
  program
    .command("retire")
    .description("leave a stage without a holder")
    .argument("<model>", "NAME")
    .requiredOption("--stage <stage>", "the stage")
    .requiredOption("--reason <text>", "why")
    .option(...yes)
    .option(...dryRun)
    .action((model, options) => execute(async (session) => (await import("./commands/move.js")).retireStage(session, model, options)));

  program.commandsGroup("Say:");
  const words = [
    ["approve", "approve a promotion"],
    ["reject", "reject a promotion"],
    ["revoke", "take back your word on a promotion"],
  ] as const;
  for (const [decision, description] of words) {
    program
      .command(decision)
      .description(description)
      .argument("<model>", "NAME@VERSION")
      .requiredOption("--to <stage>", "the target stage")
      .option("--reason <text>", "why")
      .option(...dryRun)
      .action((subject, options) =>
        execute(async (session) => (await import("./commands/word.js")).giveWordOn(session, decision, subject, options)),
      );
  }
  program
    .command("record-check")
    .description("record what an outside check found")
    .argument("<model>", "NAME@VERSION")
    .argument("<check>", "the check's name")
    .argument("<status>", "`passed` or `failed`")
    .option("--url <address>", "where to read its report")
    .option("--summary <text>", "what it found, in a line")
    .option(...dryRun)
    .action((subject, check, status, options) =>
      execute(async (session) => (await import("./commands/record-check.js")).recordCheckOf(session, subject, check, status, options)),
    );
  program
    .command("register")
    .description("register the version of a model that a commit holds")
    .argument("<model>", "NAME@VERSION")
    .option("--commit <revision>", "the commit", "HEAD")
    .option(...dryRun)
    .action((subject, options) =>
      execute(async (session) => (await import("./commands/register.js")).registerVersion(session, subject, options)),
    );

  program
    .command("adopt")
    .description("record in the ledger what the registry holds already")
    .argument("<model>", "NAME")
    .option("--reason <text>", "why")
    .option(...dryRun)
    .action((model, options) => execute(async (session) => (await import("./commands/adopt.js")).adoptModel(session, model, options)));

  program.commandsGroup("Look:");
  program
    .command("status")
    .description("who holds which stage, and what could come after")
    .argument("[model]", "NAME; default: every model")
    .action((model) => execute(async (session) => (await import("./commands/status.js")).status(session, model)));
  program
    .command("history")
    .description("what happened to a model, in order")
    .argument("<model>", "NAME")
    .action((model) => execute(async (session) => (await import("./commands/history.js")).history(session, model)));
  const codes = Object.entries(exitCodes).map(
    ([name, code]) => `  ${String(code).padStart(2)}  ${exitCodeMeanings[name as keyof typeof exitCodes]}`,
  );
  program.addHelpText("after", `\nExit codes:\n${codes.join("\n")}`);
  program.helpCommand("help [command]", "explain a command");
  return program;
};

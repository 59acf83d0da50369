import { commands, type Disposable } from "vscode";
import { commands as lenses } from "@muster/language-server";
import type { Muster } from "../muster.js";
import { readGiven } from "../promote/subject.js";
import { check } from "./check.js";
import type { Command } from "./command.js";
import { approve, reject, revoke } from "./give-word.js";
import { promoteVersion } from "./promote.js";
import { rollBack } from "./roll-back.js";
import { tellProblem } from "./tell.js";

/** Every command that looks at a registry or a ledger, or writes to one. */
const all: Readonly<Record<string, Command>> = {
  [lenses.promote]: promoteVersion,
  [lenses.check]: check,
  "muster.approve": approve,
  "muster.reject": reject,
  "muster.revoke": revoke,
  "muster.rollBack": rollBack,
  "muster.refresh": ({ overviews }) => overviews.refresh(),
};

/** Registers the commands; what goes wrong in one is told to the person, and is the rejection of whoever ran it from code. */
export const registerCommands = (muster: Muster): readonly Disposable[] =>
  Object.entries(all).map(([id, command]) =>
    commands.registerCommand(id, async (given: unknown) => {
      try {
        return await command(muster, readGiven(given));
      } catch (error) {
        tellProblem(muster.output, error);
        if (muster.isTest) throw error;
        return undefined;
      }
    }),
  );

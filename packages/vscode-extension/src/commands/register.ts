import { commands, type Disposable } from "vscode";
import { commands as lenses } from "@muster/language-server";
import type { Muster } from "../muster.js";
import { requireTrust } from "../workspaces/trust.js";
import { readGiven } from "../promote/subject.js";
import { check } from "./check.js";
import type { Command } from "./command.js";
import { compareVersions } from "./compare-versions.js";
import { connectRegistry } from "./connect-registry.js";
import { approve, reject, revoke } from "./give-word.js";
import { newPolicy } from "./new-policy.js";
import { promoteVersion } from "./promote.js";
import { recordCheckResult } from "./record-check.js";
import { rollBack } from "./roll-back.js";
import { showHistory } from "./show-history.js";
import { showReport } from "./show-report.js";
import { signOut } from "./sign-out.js";
import { tellProblem } from "./tell.js";
import { verifyLedger } from "./verify-ledger.js";

/** Every command that is about models, policies and registries. */
const all: Readonly<Record<string, Command>> = {
  [lenses.promote]: promoteVersion,
  [lenses.check]: check,
  [lenses.showReport]: showReport,
  "muster.approve": approve,
  "muster.reject": reject,
  "muster.revoke": revoke,
  "muster.rollBack": rollBack,
  "muster.recordCheck": recordCheckResult,
  "muster.compareVersions": compareVersions,
  "muster.showHistory": showHistory,
  "muster.verifyLedger": verifyLedger,
  "muster.newPolicy": newPolicy,
  "muster.connectRegistry": connectRegistry,
  "muster.signOut": signOut,
  "muster.refresh": ({ overviews }) => overviews.refresh(),
};

/** Those that run nothing of the workspace and ask nobody, and so need no trust. A check decides on a file there. */
const offline: ReadonlySet<string> = new Set([lenses.check, "muster.newPolicy", "muster.signOut"]);

/** Registers the commands; what goes wrong in one is told to the person, and is the rejection of whoever ran it from code. */
export const registerCommands = (muster: Muster): readonly Disposable[] =>
  Object.entries(all).map(([id, command]) =>
    commands.registerCommand(id, async (given: unknown) => {
      try {
        if (!offline.has(id)) requireTrust();
        return await command(muster, readGiven(given));
      } catch (error) {
        tellProblem(muster.output, error);
        if (muster.isTest) throw error;
        return undefined;
      }
    }),
  );

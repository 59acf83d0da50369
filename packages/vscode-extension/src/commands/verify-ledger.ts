import { l10n, ProgressLocation, window } from "vscode";
import type { LedgerEvent, Ports } from "@muster/core";
import { readStatus } from "@muster/workspace";
import { take } from "@muster/workspace/problem";
import { chooseSubject } from "../promote/choose-subject.js";
import { openCommitted } from "../workspaces/opened.js";
import type { Command } from "./command.js";
import { sentence } from "../wording/plain.js";

/**
 * Reads the whole ledger anew: whether every event follows the one before it, whether the decisions and the evidence that they rest on are
 * still what was attached, and whether the registry names the same holders. A ledger that was changed is a problem, and told as one.
 */
export const verifyLedger: Command = async (muster, given) => {
  const title = l10n.t("Verify Ledger");
  const subject = await chooseSubject(muster.access, given, [], { title });
  if (subject === undefined) return undefined;
  const found = await window.withProgress({ location: ProgressLocation.Notification, title }, () => verify(muster.access, subject.root));
  const { events, attachments, head, drifted } = found;
  if (events === 0) {
    void window.showInformationMessage(l10n.t("The ledger has no event yet."));
    return found;
  }
  const whole = l10n.t("The ledger is whole: {0} events and {1} attachments, up to {2}.", events, attachments, head ?? "");
  muster.output.info([whole, ...drifted].join(" "));
  if (drifted.length === 0) void window.showInformationMessage(whole);
  else void window.showWarningMessage([whole, ...drifted].map(sentence).join(" "));
  return found;
};

interface Verified {
  readonly events: number;
  readonly attachments: number;
  /** The digest of the newest event. */
  readonly head: string | undefined;
  /** Where the registry names another holder than the ledger. */
  readonly drifted: readonly string[];
}

const verify = async (access: Parameters<typeof openCommitted>[0], root: string): Promise<Verified> => {
  const { workspace, ports } = await openCommitted(access, root);
  const events = take(await ports.ledger.read(1));
  const attachments = attachedTo(events);
  for (const digest of attachments) take(await ports.ledger.attachment(digest));
  const head = take(await ports.ledger.head());
  return { events: events.length, attachments: attachments.length, head: head?.digest, drifted: await driftIn(workspace, ports) };
};

const attachedTo = (events: readonly LedgerEvent[]): readonly string[] => [
  ...new Set(events.flatMap(({ body }) => [body.decision, body.evidence].filter((digest) => digest !== undefined))),
];

const driftIn = async (workspace: Parameters<typeof readStatus>[0], ports: Ports): Promise<readonly string[]> => {
  const nobody = l10n.t("nobody");
  // A note is about a policy, and nothing is decided here.
  const models = await readStatus(workspace, ports, () => undefined);
  return models.flatMap(({ model, stages }) =>
    stages.flatMap(({ name, version, drift }) =>
      drift === undefined
        ? []
        : [
            l10n.t(
              "{0} of {1} was moved without it: the registry names {2}, the ledger {3}",
              name,
              model,
              drift.registry ?? nobody,
              version ?? nobody,
            ),
          ],
    ),
  );
};

import { readLedger, recordRegistration, type LedgerEvent, type RegisteredVersion } from "@muster/core";
import { checkSubject, register } from "@muster/git";
import { gitOptions, notNamed } from "@muster/workspace";
import { problem, take } from "@muster/workspace/problem";
import type { Report } from "../report.js";
import type { Session } from "../session.js";
import { readSubject } from "../subject.js";
import { openForWriting, type WriteOptions, type Writing } from "@muster/workspace/writing";

export interface RegisterOptions extends WriteOptions {
  readonly commit: string;
}

/**
 * Registers the version of a model that a commit holds: a tag in the registry, then an event in the ledger. Run again after
 * it was cut off between the two, it writes the one that is missing.
 */
export const registerVersion = async (session: Session, named: string, { commit, dryRun = false }: RegisterOptions): Promise<Report> => {
  const subject = readSubject(named);
  const writing = await openForWriting(session, { dryRun });
  const { config, root } = writing.workspace;
  if (config.registry?.type === "mlflow")
    throw problem("usage", "versions of an MLflow registry are registered with MLflow", "register it there: `mlflow.register_model(…)`");
  if (config.registry === undefined) throw notNamed("registry");
  const nameable = checkSubject(subject.model, subject.version);
  if (!nameable.ok) throw problem("usage", nameable.message, nameable.help);
  const options = gitOptions(config.registry, root, session.clock);
  const { tag, digest, commit: revision } = take(await register(options, { ...subject, revision: commit, dryRun }));
  const event = await recorded(writing, { ...subject, revision, ...(digest !== undefined && { digest }) });
  return { type: "event", dryRun, event, tag };
};

const recorded = async ({ context }: Writing, version: RegisteredVersion): Promise<LedgerEvent> => {
  const { models } = take(await readLedger(context));
  if (models.get(version.model)?.registered.some((one) => one.version === version.version) === true) {
    throw problem("denied", `\`${version.model}@${version.version}\` is registered already`, "there is nothing to do");
  }
  return take(await recordRegistration(context, version));
};

import { readLedger, recordRegistration, type LedgerEvent } from "@muster/core";
import { gitSource, register } from "@muster/git";
import { gitOptions, notNamed } from "@muster/workspace";
import { problem, take } from "@muster/workspace/problem";
import type { Report } from "../report.js";
import type { Session } from "../session.js";
import { readSubject, type Subject } from "../subject.js";
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
  if (writing.workspace.config.registry?.type === "mlflow")
    throw problem("usage", "versions of an MLflow registry are registered with MLflow", "register it there: `mlflow.register_model(…)`");
  const tag = dryRun ? await wouldTag(writing, subject, commit) : await tagged(writing, session, subject, commit);
  const { digest } = dryRun ? {} : take(await writing.context.registry.readVersion(subject.model, subject.version));
  const event = await recorded(writing, { ...subject, ...(digest !== undefined && { digest }) });
  return { type: "event", dryRun, event, tag };
};

const tagged = async (
  { workspace: { config, root } }: Writing,
  { clock }: Session,
  { model, version }: Subject,
  revision: string,
): Promise<string> => {
  if (config.registry?.type !== "git") throw notNamed("registry");
  return take(await register(gitOptions(config.registry, root, clock), { model, version, revision })).tag;
};

const wouldTag = async (
  { workspace: { root }, context: { registry } }: Writing,
  { model, version }: Subject,
  revision: string,
): Promise<string> => {
  take(await gitSource({ directory: root }).resolve(revision));
  const versions = await registry.listVersions(model);
  if (versions.ok && versions.value.some((one) => one.version === version))
    throw problem("denied", `\`${model}\` has a version \`${version}\` already`);
  if (!versions.ok && versions.reason !== "absent") take(versions);
  return `${model}@${version}`;
};

const recorded = async ({ context }: Writing, version: Subject & { readonly digest?: string }): Promise<LedgerEvent> => {
  const { models } = take(await readLedger(context));
  if (models.get(version.model)?.registered.some((one) => one.version === version.version) === true) {
    throw problem("denied", `\`${version.model}@${version.version}\` is registered already`, "there is nothing to do");
  }
  return take(await recordRegistration(context, version));
};

import { inc } from "semver";
import { failure, success, type Result } from "@muster/core";
import { resolveCommit } from "../objects.js";
import { readFacts } from "./facts.js";
import { checkModelName, checkVersionName, registrationTag } from "./gto-names.js";
import { secondsOf, type GitRegistryOptions } from "./git-registry.js";
import { stateOf } from "./model-state.js";
import { faultIn } from "./read-tags.js";
import { tagStore } from "./tag-store.js";

export interface Registration {
  readonly model: string;
  /** What is registered: a commit, a branch, `HEAD`. */
  readonly revision: string;
  /** Such as `v1.2.3`. Default: the next patch after the newest version, `v0.0.1` for the first. */
  readonly version?: string;
  /** Say what would be tagged, and write nothing. */
  readonly dryRun?: boolean;
}

export interface Registered {
  readonly version: string;
  readonly commit: string;
  readonly tag: string;
  /** The artifact's, where git or DVC has it. */
  readonly digest?: string;
}

/** Whether git tags can name it. */
export const checkSubject = (model: string, version?: string): Result<null> => {
  const named = checkModelName(model);
  return named.ok && version !== undefined ? checkVersionName(version) : named;
};

/**
 * Registers the version of a model that a commit holds, by a tag; nothing is written where that very version is there already.
 * `malformed`: its facts cannot be read. A version's name is never used twice, so it is not given to such a commit.
 */
export const register = async (
  options: GitRegistryOptions,
  { model, revision, version, dryRun = false }: Registration,
): Promise<Result<Registered>> => {
  const named = checkSubject(model, version);
  if (!named.ok) return named;
  const tags = tagStore(options, options.remote);
  const read = await tags.read();
  if (!read.ok) return read;
  const own = read.value.filter((tag) => tag.model === model);
  const fault = faultIn(own);
  if (fault !== undefined) return fault;
  const { versions } = stateOf(own);
  const newest = versions[0]?.version.slice(1);
  const name = version ?? `v${newest === undefined ? "0.0.1" : (inc(newest, "patch") ?? "")}`;
  const commit = await resolveCommit(options, revision);
  if (!commit.ok) return commit;
  if (commit.value === null) return failure("absent", `no commit is called \`${revision}\``, "commit the model first");
  const facts = await readFacts(options, model, commit.value, options);
  if (!facts.ok) return facts;
  const { digest } = facts.value;
  const tag = registrationTag(model, name);
  const registered = { version: name, commit: commit.value, tag, ...(digest !== undefined && { digest }) };
  const there = versions.find((each) => each.commit === commit.value);
  if (there?.version === name) return success(registered);
  if (there !== undefined)
    return failure("denied", `commit ${commit.value.slice(0, 7)} is version \`${there.version}\` of \`${model}\` already`);
  if (own.some((tag) => tag.version === name))
    return failure("denied", `\`${model}\` had a version \`${name}\` already`, "choose another; a version's name is never used twice");
  if (dryRun) return success(registered);
  const time = secondsOf(options.clock);
  const written = await tags.write([{ tag, commit: commit.value, message: `Registering artifact ${model} version ${name}`, time }]);
  return written.ok ? success(registered) : written;
};

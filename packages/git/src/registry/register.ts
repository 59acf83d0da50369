import { inc } from "semver";
import { failure, success, type Result } from "@muster/core";
import { resolveCommit } from "../objects.js";
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
}

export interface Registered {
  readonly version: string;
  readonly commit: string;
  readonly tag: string;
}

/** Registers the version of a model that a commit holds, by a tag; nothing is written where that very version is there already. */
export const register = async (options: GitRegistryOptions, { model, revision, version }: Registration): Promise<Result<Registered>> => {
  const named = checkModelName(model);
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
  const versioned = checkVersionName(name);
  if (!versioned.ok) return versioned;
  const commit = await resolveCommit(options, revision);
  if (!commit.ok) return commit;
  if (commit.value === null) return failure("absent", `no commit is called \`${revision}\``, "commit the model first");
  const there = versions.find((each) => each.commit === commit.value);
  if (there?.version === name) return success({ version: name, commit: commit.value, tag: registrationTag(model, name) });
  if (there !== undefined)
    return failure("denied", `commit ${commit.value.slice(0, 7)} is version \`${there.version}\` of \`${model}\` already`);
  if (own.some((tag) => tag.version === name))
    return failure("denied", `\`${model}\` had a version \`${name}\` already`, "choose another; a version's name is never used twice");
  const tag = registrationTag(model, name);
  const time = secondsOf(options.clock);
  const written = await tags.write([{ tag, commit: commit.value, message: `Registering artifact ${model} version ${name}`, time }]);
  return written.ok ? success({ version: name, commit: commit.value, tag }) : written;
};

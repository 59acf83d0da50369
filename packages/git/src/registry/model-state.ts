import { compareBuild } from "semver";
import { failure, success, type Result } from "@muster/core";
import type { GtoTag } from "./read-tags.js";

export interface RegisteredVersion {
  readonly version: string;
  readonly commit: string;
  /** When it was registered, in seconds since 1970. */
  readonly time: number;
}

/** What a model's tags amount to. */
export interface ModelState {
  /** Newest first. */
  readonly versions: readonly RegisteredVersion[];
  /** Versions that were taken back. */
  readonly deregistered: readonly { readonly version: string; readonly commit: string }[];
  /** The assignments in force by stage, oldest first; of several the newest holds the stage. */
  readonly assignments: ReadonlyMap<string, readonly GtoTag[]>;
  /** The tag that took the model out of use, if that is the last word on it. */
  readonly deprecation: GtoTag | undefined;
  readonly highestCounter: number;
  /** When a stage was last moved, in seconds since 1970; 0 for never. */
  readonly lastMove: number;
}

/** Folds a model's tags, oldest first. */
export const stateOf = (tags: readonly GtoTag[]): ModelState => {
  const registrations = new Map<string, GtoTag>();
  const moves = new Map<string, GtoTag>();
  for (const tag of tags) {
    if (tag.version !== undefined) setLast(registrations, `${tag.version} ${tag.commit}`, tag);
    if (tag.stage !== undefined) setLast(moves, `${tag.stage} ${tag.commit}`, tag);
  }
  const assignments = new Map<string, GtoTag[]>();
  for (const move of moves.values()) {
    if (move.action === "assign" && move.stage !== undefined)
      setLast(assignments, move.stage, [...(assignments.get(move.stage) ?? []), move]);
  }
  const last = tags.at(-1);
  return {
    versions: [...registrations.values()]
      .flatMap(({ action, version = "", commit, time }) => (action === "register" ? [{ version, commit, time }] : []))
      .sort((a, b) => compareBuild(b.version, a.version)),
    deregistered: [...registrations.values()].flatMap(({ action, version = "", commit }) =>
      action === "deregister" ? [{ version, commit }] : [],
    ),
    assignments,
    deprecation: last?.action === "deprecate" ? last : undefined,
    highestCounter: tags.reduce((highest, { counter = 0 }) => Math.max(highest, counter), 0),
    lastMove: [...moves.values()].reduce((latest, { time }) => Math.max(latest, time), 0),
  };
};

const setLast = <T>(map: Map<string, T>, key: string, value: T): void => {
  map.delete(key);
  map.set(key, value);
};

/** Who holds each stage: the newest assignment in force whose version was not taken back, as `gto show` tells it. */
export const holdersOf = (model: string, state: ModelState): Result<Readonly<Record<string, string>>> => {
  const holders = new Map<string, string>();
  for (const [stage, assignments] of state.assignments) {
    const holding = assignments.findLast(
      ({ commit }) => state.versions.some((each) => each.commit === commit) || !state.deregistered.some((each) => each.commit === commit),
    );
    if (holding === undefined) continue;
    const version = versionAt(model, state, holding);
    if (!version.ok) return version;
    holders.set(stage, version.value.version);
  }
  return success(Object.fromEntries(holders));
};

const versionAt = (model: string, { versions }: ModelState, { tag, commit }: GtoTag): Result<RegisteredVersion> => {
  const [version, another] = versions.filter((each) => each.commit === commit);
  const at = `commit ${commit.slice(0, 7)}`;
  if (version === undefined) {
    return failure(
      "malformed",
      `tag \`${tag}\` stands on ${at}, where no version of \`${model}\` is registered`,
      `register one there, or delete the tag: \`git tag -d ${tag}\``,
    );
  }
  if (another !== undefined) {
    return failure(
      "malformed",
      `${at} is registered as \`${version.version}\` and as \`${another.version}\` of \`${model}\``,
      "deregister one of them",
    );
  }
  return success(version);
};

/** `absent`: no such version, or not any more. */
export const findVersion = (model: string, { versions, deregistered }: ModelState, version: string): Result<RegisteredVersion> => {
  const [found, another] = versions.filter((each) => each.version === version);
  if (found === undefined && deregistered.some((each) => each.version === version))
    return failure("absent", `\`${model}\` has no version \`${version}\` any more: it was deregistered`, "name another version");
  if (found === undefined)
    return failure("absent", `\`${model}\` has no version \`${version}\``, "register it, and fetch the tags of others");
  if (another !== undefined)
    return failure("malformed", `version \`${version}\` of \`${model}\` is registered at two commits`, "deregister one of them");
  return success(found);
};

import pLimit from "p-limit";
import { failure, success, type Clock, type Move, type Registry, type Result } from "@muster/core";
import type { Repository } from "../git.js";
import { readFacts, type FactFiles } from "./facts.js";
import { assignmentTag, checkModelName, checkStageName, unassignmentTag } from "./gto-names.js";
import { findVersion, holdersOf, stateOf, type ModelState } from "./model-state.js";
import { faultIn, type GtoTag } from "./read-tags.js";
import { tagStore, type NewTag } from "./tag-store.js";

export interface GitRegistryOptions extends Repository, FactFiles {
  /** The configured remote whose tags count, and that tags are pushed to. Default: none, the tags of this repository count. */
  readonly remote?: string;
  /** Tells a tag's time. Default: the system's clock. */
  readonly clock?: Clock;
}

/** A registry in git tags, in GTO's conventions. */
export const gitRegistry = (options: GitRegistryOptions): Registry => {
  const tags = tagStore(options, options.remote);
  const oneAtATime = pLimit(1);
  /** `again`: the number that the move was to have is taken, by a move of another stage or by a tag that is none of GTO's. */
  const tryMove = async (move: Move, state: ModelState, attempt: number): Promise<Result<"again" | null>> => {
    const moves = tagsFor(move, state, { now: secondsOf(options.clock), counter: state.highestCounter + attempt });
    if (!moves.ok) return moves;
    const written = await tags.write(moves.value);
    return !written.ok && written.reason === "conflict" && attempt < attempts ? success("again") : written;
  };
  const withModel = <T>(model: string, ask: (state: ModelState) => Promise<Result<T>> | Result<T>): Promise<Result<T>> =>
    oneAtATime(async () => {
      const read = await tags.read();
      if (!read.ok) return read;
      const state = readModel(read.value, model);
      return state.ok ? ask(state.value) : state;
    });
  return {
    id: "git",
    listModels: () =>
      oneAtATime(async () => {
        const read = await tags.read();
        if (!read.ok) return read;
        const models = [...new Set(read.value.map(({ model }) => model))].sort();
        return success(models.filter((model) => inUse(readModel(read.value, model))));
      }),
    listVersions: (model) =>
      withModel(model, ({ versions }) => success(versions.map(({ version, time }) => ({ version, createdAt: instantOf(time) })))),
    readVersion: (model, version) =>
      withModel(model, async (state) => {
        const found = findVersion(model, state, version);
        if (!found.ok) return found;
        const facts = await readFacts(options, model, found.value.commit, options);
        return facts.ok
          ? success({ version, createdAt: instantOf(found.value.time), revision: found.value.commit, ...facts.value })
          : facts;
      }),
    readHolders: (model) => withModel(model, (state) => holdersOf(model, state)),
    move: async (move) => {
      for (let attempt = 1; ; attempt += 1) {
        const moved = await withModel(move.model, (state) => tryMove(move, state, attempt));
        if (!moved.ok) return moved;
        if (moved.value !== "again") return success(null);
      }
    },
  };
};

const attempts = 5;

/** A model whose tags are at fault is in use: whoever asks for it is told. */
const inUse = (state: Result<ModelState>): boolean => state.ok || state.reason !== "absent";

/** `absent`: no tag names the model, or the last one took it out of use. */
const readModel = (tags: readonly GtoTag[], model: string): Result<ModelState> => {
  const own = tags.filter((tag) => tag.model === model);
  const state = stateOf(own);
  if (own.length === 0)
    return failure("absent", `no model \`${model}\` is registered in git tags`, "register a version of it, and fetch the tags of others");
  const fault = faultIn(own);
  if (fault !== undefined) return fault;
  const { deprecation } = state;
  if (deprecation !== undefined)
    return failure(
      "absent",
      `model \`${model}\` is out of use since tag \`${deprecation.tag}\``,
      "register a version of it to use it again",
    );
  return success(state);
};

/** Now by this clock, in seconds since 1970. */
export const secondsOf = (clock: Clock | undefined): number =>
  Math.floor((clock === undefined ? Date.now() : Date.parse(clock.now())) / 1000);

const instantOf = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** The tags that make the move; none where it is made already. */
const tagsFor = (
  { model, stage, version, holder }: Move,
  state: ModelState,
  { now, counter }: { readonly now: number; readonly counter: number },
): Result<readonly NewTag[]> => {
  const named = checkModelName(model).ok ? checkStageName(stage) : checkModelName(model);
  if (!named.ok) return named;
  const holders = holdersOf(model, state);
  if (!holders.ok) return holders;
  const current = (Object.hasOwn(holders.value, stage) ? holders.value[stage] : undefined) ?? null;
  if (current !== holder) {
    return failure(
      "conflict",
      `stage \`${stage}\` of \`${model}\` is held by ${current === null ? "nobody" : `\`${current}\``}, not by ${holder === null ? "nobody" : `\`${holder}\``}`,
    );
  }
  const time = Math.max(now, state.lastMove + 1); // whatever this clock says, the newest move is the one that counts
  if (version === null) {
    // each assignment in force is taken back: the one before would hold the stage otherwise
    return success(
      (state.assignments.get(stage) ?? []).map(({ commit }, index) => ({
        tag: unassignmentTag(model, stage, counter + index),
        commit,
        message: `Unassigning stage ${stage} from artifact ${model}`,
        time,
      })),
    );
  }
  const found = findVersion(model, state, version);
  if (!found.ok) return found;
  if (version === current) return success([]);
  const message = `Assigning stage ${stage} to artifact ${model} version ${version}`;
  return success([{ tag: assignmentTag(model, stage, counter), commit: found.value.commit, message, time }]);
};

import type { Candidate } from "../generated/evidence.js";
import type { Registry } from "../ports/registry.js";
import { failure, success, type Failure, type Result } from "../ports/result.js";
import { own } from "../own.js";

export interface MemoryModel {
  /** Newest first. */
  versions: Candidate[];
  /** Version by stage. */
  holders: Record<string, string>;
  /** The answer to reading these versions' facts, by version. */
  unreadable?: Record<string, Failure>;
}

/** What a registry in memory keeps. A test may change it behind the registry's back. */
export interface MemoryRegistryStore {
  models: Record<string, MemoryModel>;
  /** Present: the answer to every call. */
  failure?: Failure | undefined;
}

export const memoryRegistry = (store: MemoryRegistryStore): Registry => {
  const answer = <T>(ask: () => Result<T>): Promise<Result<T>> => Promise.resolve(store.failure ?? ask());
  const withModel = <T>(name: string, ask: (model: MemoryModel) => Result<T>): Promise<Result<T>> =>
    answer(() => {
      const model = own(store.models, name);
      return model === undefined ? failure("absent", `no model \`${name}\` is registered`) : ask(model);
    });
  const find = (model: MemoryModel, version: string): Result<Candidate> => {
    const candidate = model.versions.find((each) => each.version === version);
    return candidate === undefined ? failure("absent", `no version \`${version}\` is registered`) : success(candidate);
  };
  return {
    id: "memory",
    listModels: () => answer(() => success(Object.keys(store.models).sort())),
    listVersions: (name) =>
      withModel(name, ({ versions }) =>
        success(versions.map(({ version, createdAt }) => (createdAt === undefined ? { version } : { version, createdAt }))),
      ),
    readVersion: (name, version) => withModel(name, (model) => model.unreadable?.[version] ?? find(model, version)),
    readHolders: (name) => withModel(name, ({ holders }) => success({ ...holders })),
    move: ({ model: name, stage, version, holder }) =>
      withModel(name, (model) => {
        const current = model.holders[stage] ?? null;
        if (current !== holder)
          return failure("conflict", `stage \`${stage}\` is held by ${current === null ? "nobody" : `\`${current}\``}`);
        if (version === null) {
          const { [stage]: _left, ...others } = model.holders;
          model.holders = others;
          return success(null);
        }
        const found = find(model, version);
        if (!found.ok) return found;
        model.holders = { ...model.holders, [stage]: version };
        return success(null);
      }),
  };
};

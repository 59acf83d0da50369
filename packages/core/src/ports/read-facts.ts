import type { Candidate } from "../generated/evidence.js";
import type { Registry } from "./registry.js";
import { failure, type Result } from "./result.js";

/** A version with its facts. `malformed` too where the registry answers with another version: nothing is decided on its facts. */
export const readFacts = async (registry: Registry, model: string, version: string): Promise<Result<Candidate>> => {
  const read = await registry.readVersion(model, version);
  if (!read.ok || read.value.version === version) return read;
  return failure(
    "malformed",
    `asked for \`${model}@${version}\`, the registry answered with version \`${read.value.version}\``,
    "name the version as the registry names it",
  );
};

import { failure, success } from "@muster/core";
import { readModelVersion, type ModelVersion } from "../answers/registered-model.js";
import type { Attempt } from "../http/attempt.js";
import type { MlflowServer } from "../http/server.js";
import type { Catalog } from "./catalog.js";
import { sourceOf } from "./holders.js";
import { isOurs, looksLikeApproval, sourceTag } from "./our-tags.js";

/** Remembers across attempts that a copy was asked for and no answer came. */
export interface CopyOnce {
  isUnclear: boolean;
}

/**
 * The version of `target` that is our copy of `name@version`, made where there is none. A copy that was asked for without an
 * answer is looked for and never asked for again.
 */
export const copyOf = async (
  server: MlflowServer,
  catalog: Catalog,
  name: string,
  version: string,
  target: string,
  once: CopyOnce,
): Promise<Attempt<string>> => {
  const source = sourceOf(name, version);
  const copies = await catalog.versions(target, source);
  if (!copies.ok) return copies;
  const oldest = copies.value.findLast(({ tags }) => tags.get(sourceTag) === `${name}/${version}`);
  if (oldest !== undefined) return success(oldest.version);
  if (once.isUnclear) {
    const help = `look at \`${target}\` in MLflow before you try again`;
    return failure(
      "unreachable",
      `it is not known whether \`${name}@${version}\` was copied to \`${target}\`; no second copy was made`,
      help,
    );
  }
  const original = await catalog.version(name, version);
  if (!original.ok) return original;
  const made = await server.ask(
    { at: "registry", method: "POST", path: "model-versions/create", body: copyRequest(original.value, source, target) },
    readModelVersion,
  );
  if (made.ok) return success(made.value.version);
  if (made.reason === "absent")
    return failure("absent", `\`${name}@${version}\` cannot be copied to \`${target}\`: ${made.message}`, targetHelp);
  once.isUnclear = made.reason === "unreachable" && made.untouched !== true;
  return made;
};

const targetHelp = "a model to copy to is created in MLflow first, with the permissions that it is to have";

/** As MLflow's own client copies, but for the tags that were said of the original. */
const copyRequest = ({ name, version, runId, runLink, description, tags }: ModelVersion, source: string, target: string) => ({
  name: target,
  source,
  ...(runId !== undefined && { run_id: runId }),
  ...(runLink !== undefined && { run_link: runLink }),
  ...(description !== undefined && { description }),
  tags: [
    ...[...tags].filter(([key, value]) => !isOurs(key) && !looksLikeApproval(key, value)).map(([key, value]) => ({ key, value })),
    { key: sourceTag, value: `${name}/${version}` },
  ],
});

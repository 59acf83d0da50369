import type { Context } from "../context.js";
import type { PolicyDocument } from "../documents/document.js";
import type { StageFacts, Unseen } from "./facts.js";
import type { RegistryNames } from "./registry-names.js";

export const isUnseen = (answer: object | undefined): answer is Unseen => answer !== undefined && "unseen" in answer;

/** What the registry has, where that is known. */
export const namesFor = ({ uri, parsed, program }: PolicyDocument, { registryNames }: Context): RegistryNames | undefined => {
  const answer = registryNames?.({ uri, models: modelsOf(parsed.document.data), program });
  return isUnseen(answer) ? undefined : answer;
};

/** The facts of a stage's candidate, or why they cannot be seen. */
export const factsFor = ({ uri, parsed, program }: PolicyDocument, stage: string, { facts }: Context): StageFacts | Unseen | undefined =>
  facts?.({ uri, models: modelsOf(parsed.document.data), stage, program });

const modelsOf = (data: unknown): readonly string[] => {
  const models: unknown = typeof data === "object" && data !== null && "models" in data ? data.models : undefined;
  return Array.isArray(models) ? models.filter((one): one is string => typeof one === "string") : [];
};

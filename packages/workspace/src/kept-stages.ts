import { readConfig, strayBindings, unkeptStages, type Diagnostic } from "@muster/core";
import { configName } from "./find-config.js";
import type { Workspace } from "./open.js";
import type { Policies } from "./policies.js";

/**
 * Where the stages of a workspace's policies and those that its configuration binds do not fit together; with the texts that this
 * is about, the configuration's under `name`. `some`: these are not all policies, so another one may have a stage that none here has.
 */
export const checkKeptStages = async (
  { files, config }: Workspace,
  { parsed, texts }: Policies,
  { name, some }: { readonly name: string; readonly some: boolean },
): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly texts: Policies["texts"] }> => {
  const text = config === undefined ? undefined : await files.read(configName);
  const read = text?.ok === true ? readConfig({ file: name, text: text.value }) : undefined;
  if (text?.ok !== true || read?.config === undefined) return { diagnostics: [], texts };
  const { config: placed, sources } = read;
  const unkept = parsed.flatMap((policy) => unkeptStages(policy, placed));
  const stray = some ? [] : strayBindings({ config: placed, sources }, parsed);
  return { diagnostics: [...unkept, ...stray], texts: new Map([...texts, [name, text.value]]) };
};

import { collect, type Clock, type CollectRequest, type Evidence, type Program } from "@muster/core";
import { noConfig, type Workspace } from "./open.js";
import { openPorts } from "./ports.js";
import { take } from "./problem.js";

/** What registry and ledger say of a version, as the person who works here would ask. */
export const evidenceFor = async (
  { cwd, clock }: { readonly cwd: string; readonly clock: Clock },
  { config, root }: Workspace,
  program: Program,
  request: CollectRequest,
): Promise<Evidence> => {
  if (config === undefined) throw noConfig(cwd);
  const { gitSource } = await import("@muster/git");
  const ports = await openPorts(config, root, clock);
  const identity = await gitSource({ directory: root }).identity();
  return take(await collect(ports, program, { ...(identity.ok && { requester: identity.value.email }), ...request })).evidence;
};

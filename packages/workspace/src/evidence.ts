import { collect, openWarnings, type Clock, type CollectRequest, type Evidence, type Program } from "@muster/core";
import { noConfig, type Workspace } from "./open.js";
import { openPorts } from "./ports.js";
import { take } from "./problem.js";

/** What registry and ledger say of a version, as the person who works here would ask. Notes what was announced for the model and not settled. */
export const evidenceFor = async (
  { cwd, clock, note }: { readonly cwd: string; readonly clock: Clock; note(message: string): void },
  { config, root }: Workspace,
  program: Program,
  request: CollectRequest,
): Promise<Evidence> => {
  if (config === undefined) throw noConfig(cwd);
  const { gitSource } = await import("@muster/git");
  const ports = await openPorts(config, root, clock);
  const identity = await gitSource({ directory: root }).identity();
  const asked = { ...(identity.ok && { requester: identity.value.email }), ...request };
  const { evidence, state } = take(await collect(ports, program, asked));
  openWarnings(state, request.model).forEach(note);
  return evidence;
};

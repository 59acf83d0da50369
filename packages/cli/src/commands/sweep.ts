import { noConfig, openPorts, openWorkspace, sweep } from "@muster/workspace";
import type { SweepReport } from "../report.js";
import type { Session } from "../session.js";

export interface SweepOptions {
  readonly to: string;
  readonly model?: string;
}

/** Which candidates may enter a stage? Decides all of them, and writes nothing. */
export const sweepRegistry = async ({ cwd, clock }: Session, { to, model }: SweepOptions): Promise<SweepReport> => {
  const workspace = await openWorkspace(cwd);
  const { config, root } = workspace;
  if (config === undefined) throw noConfig(cwd);
  const { gitSource } = await import("@muster/git");
  const identity = await gitSource({ directory: root }).identity();
  const request = { to, ...(model !== undefined && { model }), ...(identity.ok && { requester: identity.value.email }) };
  return { type: "sweep", at: clock.now(), sweep: await sweep(workspace, await openPorts(config, root, clock), request) };
};

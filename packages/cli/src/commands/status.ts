import { noConfig, openPorts, openWorkspace, readStatus } from "@muster/workspace";
import type { Report } from "../report.js";
import type { Session } from "../session.js";
import { onModel } from "../subject.js";

/** Who holds which stage, since when and by whose doing, and what waits to come after. */
export const status = async ({ cwd, clock, note }: Session, named: string | undefined): Promise<Report> => {
  const workspace = await openWorkspace(cwd);
  if (workspace.config === undefined) throw noConfig(cwd);
  const ports = await openPorts(workspace.config, workspace.root, clock);
  const models = await onModel(named ?? "", () => readStatus(workspace, ports, note, named));
  return { type: "status", at: clock.now(), models };
};

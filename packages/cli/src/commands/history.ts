import { noConfig, openPorts, openWorkspace, readHistory } from "@muster/workspace";
import type { Report } from "../report.js";
import type { Session } from "../session.js";
import { onModel } from "../subject.js";

/** What happened to a model, in order. */
export const history = async ({ cwd, clock }: Session, model: string): Promise<Report> => {
  const { config, root } = await openWorkspace(cwd);
  if (config === undefined) throw noConfig(cwd);
  const ports = await openPorts(config, root, clock);
  return { type: "history", model, events: await onModel(model, () => readHistory(ports, model)) };
};

import { noConfig, openWorkspace, openPorts } from "@muster/workspace";
import { take } from "@muster/workspace/problem";
import type { Report } from "../report.js";
import type { Session } from "../session.js";

/** What happened to a model, in order. */
export const history = async ({ cwd, clock }: Session, model: string): Promise<Report> => {
  const { config, root } = await openWorkspace(cwd);
  if (config === undefined) throw noConfig(cwd);
  const { ledger, registry } = await openPorts(config, root, clock);
  const events = take(await ledger.read(1)).filter(
    ({ body }) => body.model === model && (body.registry === undefined || body.registry === registry.id),
  );
  if (events.length === 0) take(await registry.listVersions(model));
  return { type: "history", model, events };
};

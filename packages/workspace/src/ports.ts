import type { Clock, Config, Ledger, Ports, Registry } from "@muster/core";
import type { GitRegistryOptions } from "@muster/git";
import { problem } from "./problem.js";
import { configName } from "./find-config.js";

type RegistryConfig = NonNullable<Config["registry"]>;
type LedgerConfig = NonNullable<Config["ledger"]>;

/** Every registry that a configuration can name; its adapter is loaded when it is opened. */
const registries: Readonly<Record<RegistryConfig["type"], (config: RegistryConfig, root: string, clock: Clock) => Promise<Registry>>> = {
  git: async (config, root, clock) => (await import("@muster/git")).gitRegistry(gitOptions(config, root, clock)),
};

export const gitOptions = ({ remote, metrics, params }: RegistryConfig, directory: string, clock: Clock): GitRegistryOptions => ({
  directory,
  clock,
  ...(remote !== undefined && { remote }),
  ...(metrics && { metrics }),
  ...(params && { params }),
});

/** Every ledger that a configuration can name. */
const ledgers: Readonly<Record<LedgerConfig["type"], (config: LedgerConfig, root: string) => Promise<Ledger>>> = {
  git: async ({ remote, branch }, directory) =>
    (await import("@muster/git")).gitLedger({
      directory,
      ...(remote !== undefined && { remote }),
      ...(branch !== undefined && { branch }),
    }),
};

/** The registry and the ledger of a workspace. */
export const openPorts = async ({ registry, ledger }: Config, root: string, clock: Clock): Promise<Ports> => {
  if (registry === undefined) throw notNamed("registry");
  if (ledger === undefined) throw notNamed("ledger");
  return { registry: await registries[registry.type](registry, root, clock), ledger: await ledgers[ledger.type](ledger, root), clock };
};

export const notNamed = (what: "registry" | "ledger") =>
  problem("config", `\`${configName}\` names no ${what}`, `add \`${what}: { type: git }\` to it`);

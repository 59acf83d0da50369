import type { Clock, Config, Ledger, Ports, Registry } from "@muster/core";
import { gitLedger, gitRegistry, type GitRegistryOptions } from "@muster/git";
import { problem } from "../problem.js";
import { configName } from "./find-config.js";

type RegistryConfig = NonNullable<Config["registry"]>;
type LedgerConfig = NonNullable<Config["ledger"]>;

/** Every registry that a configuration can name. */
const registries: Readonly<Record<RegistryConfig["type"], (config: RegistryConfig, root: string, clock: Clock) => Registry>> = {
  git: (config, root, clock) => gitRegistry(gitOptions(config, root, clock)),
};

export const gitOptions = ({ remote, metrics, params }: RegistryConfig, directory: string, clock: Clock): GitRegistryOptions => ({
  directory,
  clock,
  ...(remote !== undefined && { remote }),
  ...(metrics && { metrics }),
  ...(params && { params }),
});

/** Every ledger that a configuration can name. */
const ledgers: Readonly<Record<LedgerConfig["type"], (config: LedgerConfig, root: string) => Ledger>> = {
  git: ({ remote, branch }, directory) =>
    gitLedger({ directory, ...(remote !== undefined && { remote }), ...(branch !== undefined && { branch }) }),
};

/** The registry and the ledger of a workspace. */
export const openPorts = ({ registry, ledger }: Config, root: string, clock: Clock): Ports => {
  if (registry === undefined) throw notNamed("registry");
  if (ledger === undefined) throw notNamed("ledger");
  return { registry: registries[registry.type](registry, root, clock), ledger: ledgers[ledger.type](ledger, root), clock };
};

export const notNamed = (what: "registry" | "ledger") =>
  problem("config", `\`${configName}\` names no ${what}`, `add \`${what}: { type: git }\` to it`);

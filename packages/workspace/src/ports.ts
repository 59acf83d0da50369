import type { Clock, Config, Ledger, Ports, Registry } from "@muster/core";
import type { GitRegistryOptions } from "@muster/git";
import { problem } from "./problem.js";
import { configName } from "./find-config.js";
import type { KeptLogins } from "@muster/mlflow";

type RegistryConfig = NonNullable<Config["registry"]>;
type GitConfig = Extract<RegistryConfig, { readonly type: "git" }>;
type LedgerConfig = NonNullable<Config["ledger"]>;

/** Opens the registry that a configuration names; its adapter is loaded for that. */
const openRegistry = async (config: RegistryConfig, root: string, clock: Clock, logins: KeptLogins): Promise<Registry> => {
  switch (config.type) {
    case "git":
      return (await import("@muster/git")).gitRegistry(gitOptions(config, root, clock));
    case "mlflow": {
      const [{ mlflowRegistry }, { mlflowOptions }] = await Promise.all([import("@muster/mlflow"), import("./mlflow-options.js")]);
      return mlflowRegistry(await mlflowOptions(config, logins));
    }
  }
};

export const gitOptions = ({ remote, metrics, params }: GitConfig, directory: string, clock: Clock): GitRegistryOptions => ({
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
export const openPorts = async ({ registry, ledger }: Config, root: string, clock: Clock, logins: KeptLogins = {}): Promise<Ports> => {
  if (registry === undefined) throw notNamed("registry");
  if (ledger === undefined) throw notNamed("ledger");
  return { registry: await openRegistry(registry, root, clock, logins), ledger: await ledgers[ledger.type](ledger, root), clock };
};

export const notNamed = (what: "registry" | "ledger") =>
  problem("config", `\`${configName}\` names no ${what}`, `add \`${what}: { type: git }\` to it`);

import { readFileSync, statSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Config, DefinedGate } from "@muster/core";
import { atCommit, type Committed } from "./committed-address.js";
import { problem } from "./problem.js";
import { unusable } from "./unusable-plugin.js";

/** The gates of the plugins that a configuration names. Those that are files of the workspace are taken from the commit where one is given. */
export const loadPlugins = async ({ plugins = [] }: Config, root: string, commit?: string): Promise<readonly DefinedGate[]> => {
  if (plugins.length === 0) return [];
  const { gatesOf } = await import("./plugin-gates.js");
  const committed = commit === undefined ? undefined : { root, commit };
  if (committed !== undefined && plugins.some(isFile)) (await import("./committed-modules.js")).registerHooks();
  const byKind = new Map<string, DefinedGate>();
  for (const plugin of plugins) {
    const { module, manifest } = await load(plugin, root, committed);
    for (const gate of gatesOf(plugin, manifest, module["gates"])) {
      if (byKind.has(gate.kind)) throw problem("plugin", `two plugins define the gate \`${gate.kind}\``, "keep one of them in `plugins`");
      byKind.set(gate.kind, gate);
    }
  }
  return [...byKind.values()];
};

interface Loaded {
  readonly module: Readonly<Record<string, unknown>>;
  readonly manifest: unknown;
}

/** The plugins that are files of the workspace, by their names in it. */
export const pluginFiles = ({ plugins = [] }: Config): readonly string[] => plugins.filter(isFile).map((plugin) => posix.normalize(plugin));

const isFile = (plugin: string): boolean => /^\.{0,2}\//.test(plugin);

/** A file of the working tree is another module once it was written again. */
const urlOfFile = (plugin: string, root: string, committed: Committed | undefined): string => {
  const path = join(root, plugin);
  const url = pathToFileURL(path);
  if (committed !== undefined) return atCommit(url.href, committed);
  url.search = `written=${statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0}`;
  return url.href;
};

/** A file says of itself what its `manifest` export says; a package, what the `muster` key of its package.json says. */
const load = async (plugin: string, root: string, committed: Committed | undefined): Promise<Loaded> => {
  try {
    if (isFile(plugin)) {
      const module = (await import(urlOfFile(plugin, root, committed))) as Loaded["module"];
      return { module, manifest: module["manifest"] };
    }
    const { resolve } = await import("import-meta-resolve");
    const url = resolve(plugin, pathToFileURL(join(root, "package.json")).href);
    return { manifest: packageOf(plugin, fileURLToPath(url))["muster"], module: (await import(url)) as Loaded["module"] };
  } catch (error) {
    throw unusable(plugin, error);
  }
};

/** The package.json of the package that a module belongs to. */
const packageOf = (name: string, path: string): Readonly<Record<string, unknown>> => {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    try {
      const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Readonly<Record<string, unknown>>;
      if (manifest["name"] === name) return manifest;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
  throw new Error("it has no package.json of its name");
};

/** Hooks for Node's module loader: what a plugin of the workspace is made of comes from a commit, whatever lies in the working tree. */
import type { InitializeHook, LoadHook, ResolveHook } from "node:module";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { gitSource } from "@muster/git";
import { take } from "./problem.js";

interface Committed {
  readonly root: string;
  readonly commit: string;
  /** The addresses of the plugins. */
  readonly entries: readonly string[];
}

let committed: Committed | undefined;
const modules = new Set<string>();

export const initialize: InitializeHook<Committed> = (data) => {
  committed = data;
  for (const entry of data.entries) modules.add(entry);
};

/** What such a module names by a path belongs to it; packages are what is installed. */
export const resolve: ResolveHook = async (specifier, context, next) => {
  const resolved = await next(specifier, context);
  if (context.parentURL !== undefined && modules.has(context.parentURL) && /^\.{0,2}\//.test(specifier)) modules.add(resolved.url);
  return resolved;
};

export const load: LoadHook = async (url, context, next) => {
  if (committed === undefined || !modules.has(url)) return next(url, context);
  const source = gitSource({ directory: committed.root });
  const top = take(await source.root());
  const path = relative(top, fileURLToPath(url)).split(sep).join("/");
  return { format: context.format ?? "module", source: take(await source.read(committed.commit, path)), shortCircuit: true };
};

/** Hooks for Node's module loader: what a plugin of a workspace is made of comes from a commit, whatever lies in the working tree. */
import { register, type LoadHook, type ResolveHook } from "node:module";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { gitSource } from "@muster/git";
import { atCommit, committedIn } from "./committed-address.js";
import { take } from "./problem.js";

let isRegistered = false;

/** Makes this module hooks of this process; once, for every hook that is registered stays. */
export const registerHooks = (): void => {
  if (!isRegistered) register(import.meta.url);
  isRegistered = true;
};

/** What such a module names by a path belongs to it; packages are what is installed. */
export const resolve: ResolveHook = async (specifier, context, next) => {
  const resolved = await next(specifier, context);
  const parent = context.parentURL === undefined ? undefined : committedIn(context.parentURL);
  if (parent === undefined || !/^\.{0,2}\//.test(specifier)) return resolved;
  return { ...resolved, url: atCommit(resolved.url, parent) };
};

export const load: LoadHook = async (url, context, next) => {
  const committed = committedIn(url);
  if (committed === undefined) return next(url, context);
  const source = gitSource({ directory: committed.root });
  const top = take(await source.root());
  const path = relative(top, fileURLToPath(url)).split(sep).join("/");
  return { format: context.format ?? "module", source: take(await source.read(committed.commit, path)), shortCircuit: true };
};

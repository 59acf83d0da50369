/**
 * The process in which the language server runs, so that no policy slows the extension host down. Its arguments are the folders
 * of the configurations whose plugins it may load, none in a workspace that is not trusted, and `--on-disk` where it may read files itself.
 */
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { DefinedGate } from "@muster/core";
import { serve } from "@muster/language-server/server";
import { filesOnDisk } from "@muster/language-server/stdio";
import { openWorkspace } from "@muster/workspace";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";

/** The gates of the plugins of a folder; undefined where one could not be loaded: then a gate of a plugin is left alone. */
const gatesIn = async (root: string): Promise<readonly DefinedGate[] | undefined> => {
  try {
    return (await openWorkspace(root)).gates;
  } catch (error) {
    console.error(`the plugins of ${root} are not loaded: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
};

/** The nearest of some folders that a file lies in. */
const rootOf = (uri: string, roots: readonly string[]): string | undefined => {
  if (!uri.startsWith("file:")) return undefined;
  const file = fileURLToPath(uri);
  return roots.filter((root) => file.startsWith(join(root, sep))).sort((a, b) => b.length - a.length)[0];
};

export const serveEditor = async (): Promise<void> => {
  const roots = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
  const gates = new Map(await Promise.all(roots.map(async (root) => [root, await gatesIn(root)] as const)));
  serve(createConnection(ProposedFeatures.all), {
    ...(process.argv.includes("--on-disk") && filesOnDisk),
    gatesFor: (uri) => gates.get(rootOf(uri, roots) ?? ""),
    now: Date.now,
  });
};

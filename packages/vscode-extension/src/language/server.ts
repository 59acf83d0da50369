/**
 * The process in which the language server runs, so that no policy slows the extension host down. Its arguments are the folders
 * of the configurations whose plugins it may load, none in a workspace that is not trusted, and `--on-disk` where it may read files itself.
 */
import type { DefinedGate } from "@muster/core";
import { serve } from "@muster/language-server/server";
import { filesOnDisk } from "@muster/language-server/stdio";
import { openWorkspace } from "@muster/workspace";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";

/** The gates of the plugins of every folder; undefined where no folder may load any, or one could not: then a gate of a plugin is left alone. */
const gatesIn = async (roots: readonly string[]): Promise<readonly DefinedGate[] | undefined> => {
  if (roots.length === 0) return undefined;
  const byKind = new Map<string, DefinedGate>();
  for (const root of roots) {
    try {
      for (const gate of (await openWorkspace(root)).gates) byKind.set(gate.kind, gate);
    } catch (error) {
      console.error(`the plugins of ${root} are not loaded: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }
  return [...byKind.values()];
};

export const serveEditor = async (): Promise<void> => {
  const roots = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
  const gates = await gatesIn(roots);
  serve(createConnection(ProposedFeatures.all), {
    ...(process.argv.includes("--on-disk") && filesOnDisk),
    ...(gates && { gates }),
    now: Date.now,
  });
};

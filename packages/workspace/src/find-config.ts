import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

export const configName = "muster.config.yaml";

/** The folder of the nearest configuration, upwards from `from` to the root of its repository. */
export const findConfigFolder = (from: string): string | undefined => {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, configName))) return folder;
    if (existsSync(join(folder, ".git")) || folder === dirname(folder)) return undefined;
  }
};

/** The root of the repository around a folder; undefined where there is none. */
export const repositoryAround = (from: string): string | undefined => {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
};

/**
 * `tsx scripts/neovim-env.ts`: the Neovim that the language server is tried in. One that is there is used (`NVIM_PATH` names it);
 * otherwise Debian's package is installed, which needs root.
 */
import { fileURLToPath } from "node:url";
import { execute } from "./execute.js";

const installed = async (): Promise<boolean> => {
  const { code } = await execute(["sh", "-c", 'command -v "${NVIM_PATH:-nvim}"']);
  return code === 0;
};

export const ensureNeovim = async (): Promise<void> => {
  if (await installed()) return;
  const { output } = await execute([
    "sh",
    "-c",
    "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends neovim",
  ]);
  if (await installed()) return;
  throw new Error(`no Neovim, and none could be installed; name one with NVIM_PATH\n${output}`);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureNeovim();

import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { filesOnDisk } from "./files-on-disk.js";
import type { Host } from "./server/host.js";
import { serve } from "./server/serve.js";

export { filesOnDisk } from "./files-on-disk.js";

/** Serves on stdin and stdout until they close; files are those of this machine. */
export const serveOnStdio = (host: Host = {}): void =>
  serve(createConnection(ProposedFeatures.all, process.stdin, process.stdout), { ...filesOnDisk, ...host });

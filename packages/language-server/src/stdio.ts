import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import type { Host } from "./server/host.js";
import { serve } from "./server/serve.js";

/** Serves on stdin and stdout until they close. */
export const serveOnStdio = (host: Host = {}): void => serve(createConnection(ProposedFeatures.all, process.stdin, process.stdout), host);

import type { Connection } from "vscode-languageserver";
import type { Host } from "./host.js";

/** Serves the language service on a connection until that closes. */
export const serve = (connection: Connection, _host: Host): void => {
  connection.onInitialize(() => ({ capabilities: {} }));
  connection.listen();
};

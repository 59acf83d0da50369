export { admin, startBasicAuthServer } from "./basic-auth.js";
export { startMlflowServer, freePort, type MlflowServer, type ServerOptions } from "./server.js";
export type { PythonClient } from "./python-client.js";
export { cleanEnvironment, program, scripts } from "./programs.js";
export { faultProxy, type Fault, type FaultProxy, type Seen } from "./fault-proxy.js";
export { newModel, newName, newVersion, rest } from "./rest.js";

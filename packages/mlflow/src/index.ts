export { mlflowRegistry, type MlflowRegistryOptions } from "./registry/mlflow-registry.js";
export { connectionFromEnvironment, type ConfiguredServer } from "./connection/from-environment.js";
export type { CredentialFor, KeptLogins } from "./connection/kept-credentials.js";
export type { MlflowConnection, Credential, Login } from "./connection/connection.js";
export type { Environment } from "./connection/variables.js";

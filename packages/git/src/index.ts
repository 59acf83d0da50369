export { gitRegistry, type GitRegistryOptions } from "./registry/git-registry.js";
export { checkSubject, register, type Registration, type Registered } from "./registry/register.js";
export { gitLedger, type GitLedgerOptions } from "./ledger/git-ledger.js";
export { gitSource, type GitSource } from "./source.js";
export type { FactFiles } from "./registry/facts.js";
export type { Identity } from "./identity.js";
export type { Repository } from "./git.js";

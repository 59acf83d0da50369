export { registryContract, type RegistrySubject } from "./registry-contract.js";
export { ledgerContract, type LedgerSubject } from "./ledger-contract.js";
export type { Suite } from "./suite.js";
export { memoryRegistry, type MemoryRegistryStore, type MemoryModel } from "./memory-registry.js";
export { memoryLedger, memoryLedgerStore, type MemoryLedgerStore } from "./memory-ledger.js";
export { fixedClock, type FixedClock } from "./fixed-clock.js";

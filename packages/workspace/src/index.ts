export { configName, findConfigFolder } from "./find-config.js";
export { evidenceFor } from "./evidence.js";
export { firstConfig, firstPolicy, firstPolicyTest } from "./first-files.js";
export { readHistory } from "./history.js";
export { noConfig, openCommittedWorkspace, openWorkspace, type CommittedWorkspace, type OpenOptions, type Workspace } from "./open.js";
export type { Files } from "./files.js";
export { checkKeptStages } from "./kept-stages.js";
export {
  governingIn,
  patternsOf,
  policyFiles,
  policyTestFiles,
  programFor,
  programIn,
  readPolicies,
  type Governing,
  type Policies,
} from "./policies.js";
export { gitOptions, notNamed, openPorts } from "./ports.js";
export { sweep, type Sweep, type Swept } from "./sweep.js";
export { draftFromMlflow } from "./draft-from-mlflow.js";
export { readStream } from "./read-stream.js";
export { readText, workingTree } from "./working-tree.js";
export { readStatus, type ModelStatus, type StageStatus } from "./status.js";

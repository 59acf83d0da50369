export type { Policy, Stage, Gate, CommonGateKeys, Condition } from "./generated/policy.js";
export type { Evidence, Candidate, Baseline, Approval, CheckResult, Measurement, Metric, Holder } from "./generated/evidence.js";
export type { Decision, GateResult, Verdict, Outcome, Remedies, Change, Location } from "./generated/decision.js";
export type { LedgerEvent } from "./generated/event.js";
export type { Config, StageBinding, LegacyStageBinding, CopyBinding } from "./generated/config.js";
export type { PolicyTest, PolicyTestCase, Expectation, GateExpectation } from "./generated/policy-test.js";
export type { PluginManifest } from "./generated/plugin-manifest.js";
export { success, failure, type Result, type Failure, type FailureReason } from "./ports/result.js";
export { withoutSecrets } from "./ports/without-secrets.js";
export type { Registry, Move, DecisionPointer, VersionSummary } from "./ports/registry.js";
export type { Ledger, LedgerHead, LedgerEntry } from "./ports/ledger.js";
export type { Clock } from "./ports/clock.js";
export { canonicalJson, digestOf, digestOfText } from "./canonical/digest.js";
export { nextEvent, headOf, verifyChain, type EventDraft } from "./ledger/chain.js";
export { compile, type Program, type CompiledStage, type CompileOptions } from "./compile.js";
export { evaluate, judge, type DecisionRequest, type Judgement } from "./evaluate.js";
export { applyChanges, type World } from "./remedies/apply.js";
export { builtInGates } from "./gates/built-in.js";
export {
  defineGate,
  type CompiledGate,
  type DefinedGate,
  type GateKind,
  type Facts,
  type Finding,
  type Requirement,
} from "./gates/define-gate.js";
export { parsePolicy, type ParsedPolicy, type PolicySource, type ParseOptions } from "./parse.js";
export { loadPolicy } from "./load.js";
export { governingPolicies, overlappingPolicies } from "./governance.js";
export { readEvidence, checkEvidence, maxEvidenceLength, type ReadEvidence } from "./evidence.js";
export { readConfig, type ReadConfig } from "./config.js";
export { aliasProblem } from "./bindings/alias.js";
export { bindingProblems, unboundProblem, type StageBindings } from "./bindings/bindings.js";
export { strayBindings, unkeptStages, type PlacedConfig } from "./bindings/check-bindings.js";
export { readPolicyTest, type ParsedPolicyTest } from "./policy-tests/read-policy-test.js";
export { loadPolicyTest, type LoadedPolicyTest } from "./policy-tests/load-policy-test.js";
export { isPolicyTestFile } from "./policy-tests/policy-file.js";
export { checkPolicyTest, type CheckedPolicyTest, type PreparedCase } from "./policy-tests/check-policy-test.js";
export { coverageOf, type BoundCoverage, type GateCoverage, type PolicyCoverage, type StageCoverage } from "./policy-tests/coverage.js";
export { runCase, type CaseResult, type Difference } from "./policy-tests/run-case.js";
export { readPluginManifest } from "./plugin-manifest.js";
export { peopleOf, type People } from "./identity/people.js";
export { modelMatcher } from "./patterns/glob.js";
export { suggest } from "./diagnostics/suggest.js";
export { diagnosticCodes, type DiagnosticCode } from "./diagnostics/codes.js";
export { readJson } from "./yaml/read-json.js";
export type { YamlDocument } from "./yaml/document.js";
export type { SourceText } from "./yaml/source-text.js";
export type { Container, Place, Sources } from "./yaml/sources.js";
export type { Diagnostic, Fix, Position, Severity, SourceRange } from "./diagnostics/diagnostic.js";
export { readDuration } from "./time/duration.js";
export { nextStarts, type Covered } from "./gates/windows/next-starts.js";
export { foldLedger, readLedger, type LedgerState } from "./ledger/fold.js";
export type { ModelLedger, MoveAction, OpenIntent, Registration, Tenure, Turn } from "./ledger/fold-model.js";
export type { Ports } from "./ports/ports.js";
export { collect, collectOn, type Collected, type CollectRequest } from "./collect.js";
export { promote, type PromoteRequest } from "./promote.js";
export { openWarnings } from "./moves/clear-the-way.js";
export { rollback, type RollbackRequest } from "./moves/rollback.js";
export { retire, type RetireRequest } from "./moves/retire.js";
export { adopt, type AdoptRequest } from "./moves/adopt.js";
export type { MoveContext, MoveReport } from "./moves/context.js";
export { standingOf, type Standing } from "./ledger/standing.js";
export type { WriteContext } from "./ledger/write.js";
export { giveWord, type GivenWord } from "./records/give-word.js";
export { recordCheck, type RecordedCheck } from "./records/record-check.js";
export { recordRegistration, type RegisteredVersion } from "./records/record-registration.js";
export { policySchema } from "./schema/policy-schema.js";

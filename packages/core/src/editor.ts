/** What an editor needs besides the engine's own doors: documents with their places, the schemas, and small edits. */
export { readDocument, type DocumentOptions, type YamlDocument } from "./yaml/document.js";
export { parseDocument, readPolicyDocument } from "./parse.js";
export { endOf, startOf } from "./yaml/ranges.js";
export { removalAt } from "./yaml/edits.js";
export type { Comment } from "./yaml/tokens.js";
export type { Place, Places } from "./yaml/sources.js";
export type { SourceText } from "./yaml/source-text.js";
export { baseFile } from "./extends/base-file.js";
export { diagnosticAt } from "./diagnostics/diagnostic-at.js";
export { withoutSilenced } from "./diagnostics/silence.js";
export { peopleOf, type People } from "./identity/people.js";
export { isIdentity } from "./identity/identity.js";
export { isGlob, readGlob } from "./patterns/glob.js";
export { policySchema } from "./schema/policy-schema.js";
export type { JsonSchema } from "./schema/compose.js";
export { configSchema, evidenceSchema } from "./generated/schemas.js";

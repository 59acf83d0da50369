export type { Colours, View } from "./view.js";
export { hanging, marked, padEnd, plain, widthOfText, wrap } from "./text.js";
export { diagnosticLines, diagnosticsPage, type DiagnosedFiles } from "./diagnostics.js";
export { coverageLines, percentageOf } from "./coverage.js";
export { caseLines, tallyLine, testedLine, testsPage, type TestedFile, type Tests } from "./tests.js";

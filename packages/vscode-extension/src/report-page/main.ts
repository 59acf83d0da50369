/** The report page: runs in the webview. */
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-checkbox/index.js";
import "@vscode-elements/elements/dist/vscode-label/index.js";
import "@vscode-elements/elements/dist/vscode-option/index.js";
import "@vscode-elements/elements/dist/vscode-single-select/index.js";
import { send } from "./host.js";
import { ReportElement } from "./report-element.js";

window.addEventListener("error", ({ message }) => send({ type: "defect", message }));
window.addEventListener("unhandledrejection", ({ reason }) => send({ type: "defect", message: String(reason) }));
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  send({ type: "defect", message: `the content security policy forbids ${violatedDirective} of ${blockedURI}` }),
);

customElements.define("muster-report", ReportElement);

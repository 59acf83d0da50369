export { remediesText } from "./remedies.js";
export { reportToMarkdown } from "./to-markdown.js";

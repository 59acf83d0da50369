import { isPolicyTestFile } from "@muster/core";
import type { DocumentKind } from "./document.js";

/** What a file is, by its name; undefined for a file that is none of ours. Evidence has no name of its own. */
export const documentKindOf = (uri: string): DocumentKind | undefined => {
  const name = uri.slice(uri.lastIndexOf("/") + 1);
  if (isPolicyTestFile(name)) return "policy-test";
  if (/^(.*\.)?promotion\.(ya?ml|json)$/.test(name)) return "policy";
  if (/^muster\.config\.ya?ml$/.test(name)) return "config";
  return /(^|\.)evidence\.(ya?ml|json)$/.test(name) || /\/evidence\/[^/]*\.(ya?ml|json)$/.test(uri) ? "evidence" : undefined;
};

import type { DocumentLink } from "vscode-languageserver-types";
import type { Document } from "../documents/document.js";

/** The files and addresses that a file names: `extends`, `docs`, `$schema`. */
export const links = (_document: Document): DocumentLink[] => [];

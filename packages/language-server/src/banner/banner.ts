import type { Context } from "../context.js";
import type { Document } from "../documents/document.js";
import type { Unseen } from "../providers/facts.js";

/** What to say once, quietly, where facts of the registry cannot be seen. */
export const banner = (_document: Document, _context: Context): Unseen | undefined => undefined;

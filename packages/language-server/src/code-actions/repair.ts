import type { Document, PolicyDocument } from "../documents/document.js";
import type { Span } from "../documents/ranges.js";
import type { Spot } from "../documents/spot.js";
import type { WrittenGate } from "../documents/gates.js";
import type { Problem } from "../diagnostics/problem.js";

export interface Change {
  readonly span: Span;
  readonly text: string;
}

/** A way to mend a problem. */
export interface Repair {
  /** What it does, such as "add `goal: maximize`". */
  readonly title: string;
  readonly changes: readonly Change[];
  /** The one that an editor takes where nobody chooses. */
  readonly isPreferred?: boolean;
}

/** A problem with where it stands. */
export interface Site {
  readonly document: Document;
  readonly problem: Problem;
  readonly spot: Spot;
}

export interface PolicySite extends Site {
  readonly document: PolicyDocument;
  /** The gate that the problem is in. */
  readonly gate: WrittenGate | undefined;
  /** The name of the stage that the problem is in. */
  readonly stage: string | undefined;
}

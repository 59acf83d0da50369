/** What a step came to: every mocha test counts, and a check counts as one. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** Tests that said of themselves that they cannot run here. */
  readonly skipped: readonly string[];
  /** What went wrong, in full; empty where nothing did. */
  readonly report: string;
}

export interface Step {
  readonly name: string;
  /** The names of the steps that must have ended before. */
  readonly after: readonly string[];
  run(): Promise<Outcome>;
}

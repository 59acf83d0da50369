import type { GateProblem } from "../define-gate.js";

/** What is wrong with one key of a window. */
export type WindowProblem = Pick<GateProblem, "code" | "message" | "help"> & { readonly key: string };

import type { Diagnostic } from "@muster/core";

/** A problem of a file; its code may be one that only an editor can find. */
export type Problem = Omit<Diagnostic, "code"> & { readonly code: string };

const pages = "https://muster.dev/docs";

/** The page about a code. */
export const pageOfCode = (code: string): string => `${pages}/diagnostics/${code}`;

/** The reference page of a kind of gate. */
export const pageOfKind = (kind: string): string => `${pages}/reference/gates/${kind}`;

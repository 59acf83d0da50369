/** The engine's version, recorded in every decision. */
export const version = "0.1.0";

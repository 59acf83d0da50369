import type { DefinedGate } from "./define-gate.js";

/** The default id of a gate, before it is made unique. */
export const defaultId = (kind: DefinedGate, config: object): string => {
  const argument = kind.argument?.(config);
  return argument === undefined ? kind.kind : `${kind.kind}:${argument}`;
};

import type { DefinedGate } from "./define-gate.js";

/** The default id of a gate, before it is made unique. */
export const defaultId = (kind: DefinedGate, config: object): string => {
  const argument = kind.argument?.(config);
  return argument === undefined ? kind.kind : `${kind.kind}:${argument}`;
};

/** What decisions call the implicit order gate; its kind has the same name. */
export const orderId = "order";

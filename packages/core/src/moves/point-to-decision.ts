import type { DecisionPointer, Registry } from "../ports/registry.js";
import { success } from "../ports/result.js";
import { asked } from "./asked.js";

/** Where the registry can, leaves a hint to the decision on the version that was moved. That it could not is worth a warning, and no more. */
export const pointToDecision = async (registry: Registry, pointer: DecisionPointer): Promise<readonly string[]> => {
  const pointed = await asked("the registry", async () => (await registry.pointToDecision?.(pointer)) ?? success(null));
  if (pointed.ok) return [];
  return [`\`${pointer.model}@${pointer.version}\` was moved, but the registry took no pointer to the decision: ${pointed.message}`];
};

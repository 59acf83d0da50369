import { checkedPolicy } from "../checks/checked-policy.js";
import { duplicateStage } from "../checks/duplicate-stage.js";
import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Kinds } from "../gates/kind-of.js";
import type { Gate, Policy } from "../generated/policy.js";
import type { ParsedPolicy } from "../parse.js";
import { sourcesOf, type Places, type Sources } from "../yaml/sources.js";
import { derive } from "./derive.js";
import { loosenings } from "./loosenings.js";

/** Why there is no base. */
export interface NoBase {
  readonly code: "extends-not-found" | "extends-loop";
  readonly message: string;
  readonly help?: string;
}

export interface Extended {
  /** Undefined where it cannot be put together. */
  readonly policy: Policy | undefined;
  readonly sources: Sources;
  readonly diagnostics: readonly Diagnostic[];
}

interface ExtendOptions {
  /** Of the policy's own document. */
  readonly places: Places;
  readonly kinds: Kinds;
  readonly isSound: (gate: Gate) => boolean;
}

/** Puts a policy and what it extends together. */
export const extend = (own: Policy, base: ParsedPolicy | NoBase | undefined, { places, kinds, isSound }: ExtendOptions): Extended => {
  const { extends: named } = own;
  const sources = sourcesOf([places]);
  if (named === undefined) return { policy: own, sources, diagnostics: [] };
  const without = ({ code, message, help }: NoBase, others: readonly Diagnostic[] = []): Extended => {
    const diagnostic = diagnosticAt(sources.locate(own, "extends", "value"), code, message, { help });
    return { policy: undefined, sources, diagnostics: [diagnostic, ...others] };
  };
  if (base === undefined) return without({ code: "extends-not-found", message: `the base policy \`${named}\` was not read` });
  if ("code" in base) return without(base);
  if (base.policy === undefined) {
    const errors = base.diagnostics.filter(({ severity }) => severity === "error");
    const loop = errors.find(({ code }) => code === "extends-loop");
    if (loop !== undefined) return without({ code: "extends-loop", message: loop.message }, errors);
    return without(
      { code: "extends-not-found", message: `the base policy \`${named}\` has errors`, help: `mend \`${base.file}\` first` },
      errors,
    );
  }
  const whole = { get: (container: object) => places.get(container) ?? base.sources.placeOf(container) };
  const { policy, places: joined } = derive(own, base.policy, whole.get);
  const alone = checkedPolicy(own, kinds, sources, isSound);
  // A stage that stands twice would lose the gates of one when it is put together with the base's.
  const diagnostics = [
    ...duplicateStage(alone),
    ...loosenings(
      alone,
      checkedPolicy(base.policy, kinds, base.sources, () => true),
    ),
  ];
  return { policy: diagnostics.length > 0 ? undefined : policy, sources: sourcesOf([joined, whole]), diagnostics };
};

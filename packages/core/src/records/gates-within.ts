import type { CompiledStage } from "../compile.js";
import { withNested } from "../gates/with-nested.js";
import type { Gate } from "../generated/policy.js";

/** The keys of every gate of one kind in a stage, nested ones and those of its rollback too. */
export const gatesWithin = <T extends Gate>({ gates, rollback }: CompiledStage, isKind: (config: Gate) => config is T): readonly T[] =>
  withNested([...gates, ...rollback]).flatMap(({ config }) => (isKind(config) ? [config] : []));

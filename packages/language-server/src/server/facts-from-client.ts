import { normalized } from "../documents/addresses.js";
import type { FactsProvider } from "../providers/facts.js";
import type { RegistryNamesProvider } from "../providers/registry-names.js";
import type { PushedFacts } from "./protocol.js";

export interface FactsFromClient {
  readonly facts: FactsProvider;
  readonly registryNames: RegistryNamesProvider;
  take(policies: readonly PushedFacts[]): void;
}

/** What the client said last. */
export const factsFromClient = (): FactsFromClient => {
  let pushed: ReadonlyMap<string, PushedFacts> = new Map();
  return {
    facts: ({ uri, stage }) => {
      const stages = pushed.get(normalized(uri))?.stages ?? {};
      return Object.hasOwn(stages, stage) ? stages[stage] : undefined;
    },
    registryNames: ({ uri }) => pushed.get(normalized(uri))?.names,
    take: (policies) => {
      pushed = new Map(policies.map((one) => [normalized(one.uri), one]));
    },
  };
};

import { modelMatcher, type Ports, type Program } from "@muster/core";
import type { FactsProvider, StageFacts, Unseen } from "./facts.js";
import { readFactsOf, type SeenFacts } from "./read-facts-of.js";
import type { RegistryNamesProvider } from "./registry-names.js";

export interface LiveFacts {
  readonly facts: FactsProvider;
  readonly registryNames: RegistryNamesProvider;
  /** Calls back whenever what they answer has changed. */
  readonly onFactsChanged: (changed: () => void) => void;
  /** Has everything that is asked for read again. */
  refresh(): void;
}

export interface LiveOptions {
  /** How long an answer counts before it is read again, in milliseconds. Default: half a minute. */
  readonly keep?: number;
  /** Milliseconds from any instant. */
  readonly now: () => number;
}

interface Shelf {
  readonly seen: SeenFacts | Unseen | undefined;
  readonly at: number;
  readonly isReading: boolean;
}

/** Facts of a registry and a ledger: what was read last is answered at once, and read again behind. */
export const factsThrough = (ports: Ports, { keep = 30_000, now }: LiveOptions): LiveFacts => {
  const shelves = new Map<string, Shelf>();
  const listeners: (() => void)[] = [];

  const read = async (key: string, models: readonly string[], program: Program): Promise<void> => {
    const seen = await readFactsOf(ports, modelMatcher(models), program).catch((error: unknown): Unseen => ({
      unseen: `the registry cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    }));
    const before = shelves.get(key)?.seen;
    shelves.set(key, { seen, at: now(), isReading: false });
    if (JSON.stringify(before) !== JSON.stringify(seen)) listeners.forEach((changed) => changed());
  };

  const look = (uri: string, models: readonly string[], program: () => Program | undefined): SeenFacts | Unseen | undefined => {
    const key = JSON.stringify([uri, models]);
    const shelf = shelves.get(key) ?? { seen: undefined, at: -Infinity, isReading: false };
    if (shelf.isReading || now() - shelf.at < keep) return shelf.seen;
    const compiled = program();
    if (compiled === undefined) return shelf.seen;
    shelves.set(key, { ...shelf, isReading: true });
    void read(key, models, compiled);
    return shelf.seen;
  };

  return {
    facts: ({ uri, models, stage, program }): StageFacts | Unseen | undefined => {
      const seen = look(uri, models, program);
      return seen === undefined || "unseen" in seen ? seen : seen.stages[stage];
    },
    registryNames: ({ uri, models, program }) => {
      const seen = look(uri, models, program);
      return seen === undefined || "unseen" in seen ? seen : seen.names;
    },
    onFactsChanged: (changed) => void listeners.push(changed),
    refresh: () => {
      for (const [key, shelf] of shelves) shelves.set(key, { ...shelf, at: -Infinity });
      listeners.forEach((changed) => changed());
    },
  };
};

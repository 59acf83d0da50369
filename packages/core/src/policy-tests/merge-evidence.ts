import { isMapping } from "../yaml/plain-data.js";
import type { Container, Place } from "../yaml/sources.js";
import { own } from "../own.js";

type Mapping = Readonly<Record<string, unknown>>;

export interface Merged {
  readonly data: Mapping;
  /** Of the mappings that are made of one of each. */
  readonly places: WeakMap<Container, Place>;
}

/**
 * Evidence with a case's changes: mappings are merged key by key, `null` takes a key away, anything else takes the place
 * of what is there (RFC 7396).
 */
export const mergeEvidence = (
  shared: Mapping | undefined,
  changes: Mapping | undefined,
  placeOf: (container: Container) => Place | undefined,
): Merged => {
  const places = new WeakMap<Container, Place>();
  const merge = (base: unknown, change: Mapping): Mapping => {
    const before = isMapping(base) ? base : undefined;
    const kept = Object.entries(before ?? {}).filter(([key]) => !Object.hasOwn(change, key));
    const changed = Object.entries(change).flatMap(([key, value]): (readonly [string, unknown])[] => {
      if (value === null) return [];
      return [[key, isMapping(value) ? merge(own(before, key), value) : value]];
    });
    const made = Object.fromEntries([...kept, ...changed]);
    const [mine, theirs] = [placeOf(change), before && placeOf(before)];
    if (mine !== undefined) places.set(made, theirs === undefined ? mine : { ...mine, base: theirs });
    return made;
  };
  return { data: changes === undefined ? (shared ?? {}) : merge(shared, changes), places };
};

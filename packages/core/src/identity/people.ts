import type { Policy } from "../generated/policy.js";
import { isIdentity } from "./identity.js";

/** Who is who in a policy: identities compared case-insensitively after NFC, several names of one person taken together. */
export interface People {
  /** The canonical identity of a person, for comparison. */
  canonical(identity: string): string;
  /** The identity as the policy writes it, for messages; the canonical one where the policy does not name it. */
  display(canonical: string): string;
  /** The canonical members of groups and single identities together, each once, in the order of the policy. */
  members(from: readonly string[]): readonly string[];
  /** Whether this names a group of the policy. */
  isGroup(name: string): boolean;
  /** Whether a person can be told from it: an identity, or a name that the policy lists under `identities`. */
  isPerson(identity: string): boolean;
}

/** Where `Σ` ends a word it is lowered to `ς`, everywhere else to `σ`. */
export const fold = (identity: string): string => identity.trim().normalize("NFC").toLowerCase().normalize("NFC").replaceAll("ς", "σ");

export const peopleOf = (policy: Pick<Policy, "groups" | "identities">): People => {
  const groups = new Map(Object.entries(policy.groups ?? {}));
  const aliases = new Map<string, string>();
  const canonical = (identity: string): string => {
    let key = fold(identity);
    for (let main = aliases.get(key); main !== undefined; main = aliases.get(key)) key = main;
    return key;
  };
  const listed = new Set<string>();
  const written = new Map<string, string>();
  for (const [person, others] of Object.entries(policy.identities ?? {})) {
    const main = canonical(person);
    for (const name of [person, ...others]) {
      listed.add(fold(name));
      // Only a name that stands for itself so far becomes an alias, so that no chain of them runs in a circle.
      if (canonical(name) !== main) aliases.set(canonical(name), main);
    }
    if (!written.has(main)) written.set(main, person);
  }
  const note = (identity: string): string => {
    const key = canonical(identity);
    if (!written.has(key)) written.set(key, identity);
    return key;
  };
  for (const members of groups.values()) members.forEach(note);
  return {
    canonical,
    display: (key) => written.get(key) ?? key,
    members: (from) => [...new Set(from.flatMap((name) => (groups.get(name) ?? [name]).map(note)))],
    isGroup: (name) => groups.has(name),
    isPerson: (identity) => isIdentity(identity.trim()) || listed.has(fold(identity)),
  };
};

import type { Policy } from "../generated/policy.js";

/** Who is who in a policy: identities compared case-insensitively after NFC, several names of one person taken together. */
export interface People {
  /** The canonical identity of a person, for comparison. */
  canonical(identity: string): string;
  /** The identity as the policy writes it, for messages; as given where the policy does not name it. */
  display(canonical: string): string;
  /** The canonical members of groups and single identities together, each once, in the order of the policy. */
  members(from: readonly string[]): readonly string[];
  /** Whether this names a group of the policy. */
  isGroup(name: string): boolean;
}

const fold = (identity: string): string => identity.trim().normalize("NFC").toLowerCase();

export const peopleOf = (policy: Pick<Policy, "groups" | "identities">): People => {
  const groups = new Map(Object.entries(policy.groups ?? {}));
  const main = new Map<string, string>();
  const written = new Map<string, string>();
  for (const [person, others] of Object.entries(policy.identities ?? {})) {
    written.set(fold(person), person);
    for (const other of others) main.set(fold(other), fold(person));
  }
  const canonical = (identity: string): string => main.get(fold(identity)) ?? fold(identity);
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
  };
};

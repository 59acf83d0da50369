import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import { fold } from "../identity/people.js";
import type { PolicyCheck } from "./checked-policy.js";

/** One identity under two people: it could not be told who of them approved. */
export const ambiguousIdentity: PolicyCheck = ({ policy: { identities = {} }, sources }) => {
  const owners = new Map<string, string>();
  const claims = Object.entries(identities).flatMap(([person, others]) => [
    { person, identity: person, container: identities, key: person },
    ...others.map((identity, index) => ({ person, identity, container: others, key: index })),
  ]);
  return claims.flatMap(({ person, identity, container, key }) => {
    const owner = owners.get(fold(identity));
    if (owner === undefined) owners.set(fold(identity), person);
    if (owner === undefined || owner === person) return [];
    return [
      diagnosticAt(
        sources.locate(container, key, typeof key === "string" ? "key" : "value"),
        "ambiguous-identity",
        `\`${identity}\` is \`${owner}\` already`,
        { help: "list all identities of one person under one key" },
      ),
    ];
  });
};

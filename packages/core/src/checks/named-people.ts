import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import { problemAt } from "../diagnostics/problem-at.js";
import type { Diagnostic, Severity } from "../diagnostics/diagnostic.js";
import { checkNames } from "../identity/check-names.js";
import { isIdentity } from "../identity/identity.js";
import type { PolicyCheck } from "./checked-policy.js";

const help = "write it as `alice@example.com` or `github:alice`";

/** Members, owners and people with an override who are no identity; the gates look at their own lists. */
export const namedPeople: PolicyCheck = ({ policy, stages, people, sources }) => {
  const badIdentity = (container: object, key: string | number, name: string, severity: Severity = "error"): Diagnostic => {
    const isGroup = people.isGroup(name);
    const message = isGroup
      ? `\`${name}\` is a group, and only a person can stand here`
      : `\`${name}\` is neither an address nor a name at a host`;
    return diagnosticAt(sources.locate(container, key, typeof key === "string" ? "key" : "value"), "bad-identity", message, {
      severity,
      help: isGroup ? "list its members" : help,
    });
  };
  const members = Object.values(policy.groups ?? {}).flatMap((group) =>
    group.flatMap((name, index) => (people.isPerson(name) ? [] : [badIdentity(group, index, name)])),
  );
  const { identities = {}, owners = [] } = policy;
  // Only the main identity has to be one: the others may be names as a registry keeps them.
  const main = Object.keys(identities).flatMap((name) => (isIdentity(name) ? [] : [badIdentity(identities, name, name)]));
  const owning = owners.flatMap((name, index) => (isIdentity(name) ? [] : [badIdentity(owners, index, name, "warning")]));
  const overriding = stages.flatMap(({ stage: { override = "never" } }) =>
    override === "never"
      ? []
      : checkNames({ names: override, decides: true }, { policy, people }).map((problem) =>
          problemAt(problem, { container: override, key: "" }, sources),
        ),
  );
  return [...members, ...main, ...owning, ...overriding];
};

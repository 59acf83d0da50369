import { suggest } from "../diagnostics/suggest.js";
import type { GateContext, GateProblem } from "../gates/define-gate.js";
import { isIdentity } from "./identity.js";

interface Names {
  /** Groups and identities, as the policy lists them. */
  readonly names: readonly string[];
  /** Words that stand for a person who is known only when the gate is evaluated. */
  readonly keywords?: readonly string[];
  /** Whether a group without members is an error. */
  readonly decides: boolean;
}

/** What is wrong with a gate's list of groups and identities. */
export const checkNames = (
  { names, keywords = [], decides }: Names,
  { policy, people }: Pick<GateContext, "policy" | "people">,
): readonly GateProblem[] => {
  const problemOf = (name: string): Omit<GateProblem, "severity" | "key" | "container"> | undefined => {
    if (keywords.includes(name)) return undefined;
    if (people.isGroup(name)) {
      if (!decides || people.members([name]).length > 0) return undefined;
      return { code: "empty-group", message: `group \`${name}\` has no members`, help: "list its members under `groups`" };
    }
    if (isIdentity(name)) return undefined;
    if (/[@:]/.test(name)) {
      return {
        code: "bad-identity",
        message: `\`${name}\` is neither an address nor a name at a host`,
        help: "write it as `alice@example.com` or `github:alice`",
      };
    }
    if (name === "author" || name === "requester") {
      return { code: "unknown-group", message: `\`${name}\` can stand in \`exclude\` only`, help: "name a group or an identity" };
    }
    const meant = suggest(name, [...Object.keys(policy.groups ?? {}), ...keywords]);
    return {
      code: "unknown-group",
      message: `\`${name}\` is neither a group of this policy nor an identity`,
      help:
        meant === undefined
          ? "list it under `groups`, or write an identity such as `alice@example.com` or `github:alice`"
          : `did you mean \`${meant}\`?`,
      ...(meant !== undefined && { replacement: meant }),
    };
  };
  return names.flatMap((name, index) => {
    const problem = problemOf(name);
    return problem === undefined ? [] : [{ severity: "error" as const, ...problem, key: String(index), container: names }];
  });
};

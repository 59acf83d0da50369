import type { LedgerEvent } from "@muster/core";

/** What an event says, without who and when: `moved production from 5 to 7`. */
export const eventSentence = ({ type, body }: LedgerEvent): string => {
  const { to = "", version = "", holder, name = "", status = "" } = body;
  const from = holder === undefined || holder === null ? "" : ` from ${holder}`;
  const moved = version === "" ? `${to}${from} to nobody` : `${to}${from} to ${version}`;
  switch (type) {
    case "version.registered":
      return `registered ${version}`;
    case "check.recorded":
      return `recorded for ${version}: check ${name} ${status}`;
    case "approval.granted":
      return `approved ${version} for ${to}`;
    case "approval.rejected":
      return `rejected ${version} for ${to}`;
    case "approval.revoked":
      return `took back their word on ${version} for ${to}`;
    case "promotion.requested":
    case "rollback.requested":
    case "retirement.requested":
      return `asked for a ${actionOf(type)}: ${moved}`;
    case "promotion.intended":
    case "rollback.intended":
    case "retirement.intended":
      return `began a ${actionOf(type)}: ${moved}`;
    case "promotion.applied":
    case "rollback.applied":
    case "retirement.applied":
      return `${done[actionOf(type)] ?? ""}: ${version === "" ? `${to} has no holder` : `${to} is held by ${version}`}`;
    case "promotion.failed":
    case "rollback.failed":
    case "retirement.failed":
      return `failed with a ${actionOf(type)}: ${to} is held by ${body.seen ?? "nobody"}`;
    case "promotion.aborted":
    case "rollback.aborted":
    case "retirement.aborted":
      return `gave up a ${actionOf(type)}: ${moved}`;
    case "override.granted":
      return `broke the glass for ${version} to ${to}`;
    case "registry.adopted":
      return `recorded what the registry holds: ${Object.entries(body.stages ?? {})
        .map(([stage, held]) => `${stage} ${held}`)
        .join(", ")}`;
    case "drift.observed":
      return `saw that the registry names ${body.seen ?? "nobody"} for ${to}`;
  }
};

const actionOf = (type: LedgerEvent["type"]): string => type.split(".")[0] ?? "";

const done: Readonly<Record<string, string>> = { promotion: "promoted", rollback: "rolled back", retirement: "retired" };

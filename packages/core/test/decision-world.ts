/** One policy, one version and gates of every outcome, for the specification of the decision. */
import assert from "node:assert/strict";
import { compile, evaluate, parsePolicy, type Decision, type Evidence, type Failure } from "@muster/core";
import { pluginGates } from "./plugin-gates.js";

const options = { gates: pluginGates, timeZoneData: "2026a" };

export const programOf = (gates: string, more = "", after = "") =>
  compile(
    parsePolicy(
      {
        file: "promotion.yaml",
        text: `
version: 1
name: fraud-models
models: ["fraud-*", "!fraud-sandbox"]
groups:
  leads: [alice@example.com, bob@example.com]
  risk: [bob@example.com]
stages:
  - name: development
  - name: staging
    gates: [{ tag: card, exists: true }]
  - name: shadow
    gates: [{ tag: card, exists: true }]
  - name: production
    after: ${after || "[staging]"}
    gates: ${gates}
${more}`,
      },
      options,
    ),
    options,
  );

export const now = "2026-11-20T10:00:00Z";

export const evidence: Evidence = {
  model: "fraud-cards",
  request: { to: "production", requester: "ci@example.com", at: now },
  candidate: { version: "7", author: "erin@example.com", createdAt: "2026-11-10T08:00:00Z", digest: "sha256:aa", tags: { card: "c" } },
  stages: { staging: { version: "7", since: "2026-11-18T10:00:00Z" }, production: { version: "5" } },
};

export const passing = "{ tag: card, exists: true, id: passing }";
export const failing = "{ tag: nothing, exists: true, id: failing }";
export const unknown = "{ tag: nothing, equals: x, id: unknown }";
export const waiting = "{ soak: 72h, id: waiting }";
export const skipped = "{ tag: card, exists: true, when: { tag: nothing, exists: true }, id: skipped }";
export const warning = (gate: string) => gate.replace(/ \}$/, ", level: warn }");

export const take = <T>(result: { readonly ok: true; readonly value: T } | Failure): T => {
  assert.ok(result.ok, result.ok ? "" : result.message);
  return result.value;
};

export const decide = (gates: readonly string[] | string, given: Partial<Evidence> = {}, request = {}): Decision =>
  take(evaluate(programOf(typeof gates === "string" ? gates : `[${gates.join(", ")}]`), { ...evidence, ...given }, request));

import type { DiagnosticCode } from "@muster/core";
import type { Context } from "../context.js";
import type { Document } from "../documents/document.js";
import { allGates, writtenStages } from "../documents/gates.js";
import { gateDepth } from "../documents/roles.js";
import { spotAt } from "../documents/spot.js";
import type { Problem } from "../diagnostics/problem.js";
import type { PolicySite, Repair, Site } from "./repair.js";
import { addMissingKey } from "./repairs/add-missing-key.js";
import { chooseBase, chooseStage, numberName } from "./repairs/choose-name.js";
import { chooseModel, numberCase } from "./repairs/mend-cases.js";
import { addBaseline, addGoal, useBaseline } from "./repairs/complete-comparison.js";
import { swapBounds, tightenBound } from "./repairs/mend-bounds.js";
import { addGroup, askForFewer, listMembers } from "./repairs/mend-people.js";
import { beginPolicy, chooseTimeZone, chooseValue, indentWithBlanks } from "./repairs/mend-text.js";
import { excludeOthers, keepToBase } from "./repairs/mend-together.js";
import { removeKey, removeSecondKey } from "./repairs/remove-entry.js";
import { splitGate } from "./repairs/split-gate.js";

type Code = DiagnosticCode | "unknown-metric";

/** Repairs that look at the file, for files of any kind. */
const general: Readonly<Partial<Record<Code, (site: Site, context: Context) => readonly Repair[]>>> = {
  "yaml-syntax": indentWithBlanks,
  "empty-document": beginPolicy,
  "duplicate-key": removeSecondKey,
  "unknown-key": removeKey,
  "missing-key": addMissingKey,
  "wrong-value": chooseValue,
  "unknown-time-zone": chooseTimeZone,
  "duplicate-case": numberCase,
  "ungoverned-model": chooseModel,
};

/** Repairs of policies. */
const ofPolicies: Readonly<Partial<Record<Code, (site: PolicySite, context: Context) => readonly Repair[]>>> = {
  "several-kinds": splitGate,
  "duplicate-stage": numberName,
  "duplicate-id": numberName,
  "unknown-stage": chooseStage,
  "unknown-baseline": chooseStage,
  "unknown-group": addGroup,
  "bad-identity": listMembers,
  "too-few-people": askForFewer,
  "comparison-without-goal": addGoal,
  "comparison-without-baseline": addBaseline,
  "baseline-without-comparison": useBaseline,
  "contradictory-bounds": swapBounds,
  "weaker-than-before": tightenBound,
  "two-policies": excludeOthers,
  "extends-not-found": chooseBase,
  "loosens-base": keepToBase,
};

/** Every way to mend a problem: the engine's own first. */
export const repairsOf = (document: Document, problem: Problem, context: Context): readonly Repair[] => {
  const { fixes = [] } = problem;
  const own = fixes.map(({ title, range, text }): Repair => {
    return { title, changes: [{ span: { start: range.start.offset, end: range.end.offset }, text }], isPreferred: fixes.length === 1 };
  });
  const site: Site = { document, problem, spot: spotAt(document, problem.range.start.offset) };
  const code = problem.code as Code;
  const found = [
    ...(general[code]?.(isInPolicy(site) ? inPolicy(site) : site, context) ?? []),
    ...(isInPolicy(site) ? (ofPolicies[code]?.(inPolicy(site), context) ?? []) : []),
  ];
  const titles = new Set(own.map(({ title }) => title));
  const others = found.filter(({ title }) => titles.size < titles.add(title).size);
  return [...own, ...others.map((repair) => (own.length > 0 ? { ...repair, isPreferred: false } : repair))];
};

const isInPolicy = (site: Site): site is PolicySite => site.document.kind === "policy";

const inPolicy = (site: PolicySite | Site): PolicySite => {
  const { document, spot } = site as PolicySite;
  const written = spot.path.slice(0, gateDepth(spot.path)).join("/");
  const stages = writtenStages(document);
  const gate = gateDepth(spot.path) === undefined ? undefined : allGates(document).find(({ path }) => path.join("/") === written);
  const stage = stages.find(({ path }) => path.join("/") === spot.path.slice(0, 2).join("/"))?.name;
  return { ...site, document, gate, stage };
};

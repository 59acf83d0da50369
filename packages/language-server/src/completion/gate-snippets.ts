import { builtInGates, type DefinedGate } from "@muster/core";
import { pageOfKind } from "../diagnostics/docs.js";
import { descriptionOf } from "../schema/schemas-at.js";
import type { Suggestion } from "./suggestion.js";

const bodies: Readonly<Record<string, string>> = {
  metric: "metric: ${1:name}\nmin: ${2:0.9}",
  approvals: "approvals: ${1:1}\nfrom: [${2}]",
  soak: "soak: ${1:24h}",
  check: "check: ${1:name}\nfrom: [${2}]",
  tag: "tag: ${1:name}\nexists: true",
  param: "param: ${1:name}\nequals: ${2}",
  windows: 'windows:\n  deny:\n    - { schedule: "${1:0 16 * * FRI}", duration: ${2:64h}, timeZone: ${3:UTC}, reason: ${4:weekend} }',
  rule: "rule: ${1:candidate.metrics.auc > 0.9}",
  anyOf: "anyOf:\n  - ${0}",
  allOf: "allOf:\n  - ${0}",
};

const withoutStops = (snippet: string): string => snippet.replaceAll(/\$\{\d+:([^}]*)\}|\$\{\d+\}/g, "$1");

const suggestionOf = (label: string, snippet: string, documentation: string): Suggestion => ({
  label,
  kind: "kind",
  text: withoutStops(snippet),
  snippet,
  documentation,
});

/** A whole gate of each kind, those of plugins too. */
export const gateSuggestions = (plugins: readonly DefinedGate[]): readonly Suggestion[] => [
  ...builtInGates.map(({ kind, schema }) =>
    suggestionOf(kind, bodies[kind] ?? `${kind}: \${0}`, `${descriptionOf([schema]) ?? ""}\n\n[Reference](${pageOfKind(kind)})`),
  ),
  {
    label: "metric, no worse than the baseline",
    kind: "snippet",
    ...both("metric: ${1:name}\ngoal: ${2:maximize}\nbaseline: ${3:production}\nmaxRegression: ${4:0.5%}"),
    documentation: "A comparison with the version that holds a stage.",
  },
  ...plugins.map(({ kind, schema }) =>
    suggestionOf(`uses: ${kind}`, `uses: ${JSON.stringify(kind)}\nwith: { \${1} }`, descriptionOf([schema]) ?? "A gate of a plugin."),
  ),
];

const both = (snippet: string) => ({ text: withoutStops(snippet), snippet });

/** A stage with a first gate. */
export const stageSnippet: Suggestion = {
  label: "stage",
  kind: "snippet",
  ...both("name: ${1:production}\ngates:\n  - metric: ${2:auc}\n    min: ${3:0.9}"),
  documentation: "A stage with a gate.",
};

/** A first policy. */
export const policySnippet: Suggestion = {
  label: "promotion policy",
  kind: "snippet",
  ...both(
    [
      "version: 1",
      "name: ${1:my-models}",
      'models: ["${2:my-model}"]',
      "",
      "stages:",
      "  - name: ${3:development}",
      "  - name: ${4:production}",
      "    gates:",
      "      - metric: ${5:auc}",
      "        min: ${6:0.9}",
      "",
    ].join("\n"),
  ),
  documentation: "A policy of two stages with one gate.",
};

/** What people read of a gate's result or a gate's error, on record beside the cases of its kind: `UPDATE_GOLDEN=1` records it anew. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Decision, Diagnostic, GateResult } from "@muster/core";

/** Results of gates, each followed by those of the gates nested in it. */
export const flat = (gates: readonly GateResult[]): readonly GateResult[] => gates.flatMap((gate) => [gate, ...flat(gate.gates ?? [])]);

const linesOf = ({
  outcome,
  code,
  message,
  expected,
  observed,
  baseline,
  margin,
  people,
  until,
  remedy,
}: GateResult): readonly string[] => [
  `${outcome} ${code}: ${message}`,
  ...Object.entries({ expected, observed, baseline, margin, until, remedy }).flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name}: ${typeof value === "object" ? JSON.stringify(value) : value}`],
  ),
  ...(people?.counted ?? []).map((word) => `  counted: ${word.by} ${word.said}`),
  ...(people?.ignored ?? []).map((word) => `  ignored: ${word.by} ${word.said}, ${word.why}`),
];

export const decisionMessages = ({ summary, gates, remedies }: Decision): readonly string[] => [
  summary,
  ...flat(gates)
    .filter(({ id }) => id !== "order")
    .flatMap(linesOf),
  ...remedies.changes.map(({ text }) => `change: ${text}`),
];

export const diagnosticMessages = (diagnostics: readonly Diagnostic[]): readonly string[] =>
  diagnostics.flatMap(({ severity, code, message, help }) => [
    `${severity} ${code}: ${message}`,
    ...(help === undefined ? [] : [`  help: ${help}`]),
  ]);

/** The messages of a file, by the name of the case: a paragraph each. */
export const openMessages = (file: URL) => {
  const recorded = new Map(
    (existsSync(file) ? readFileSync(file, "utf8") : "").split("\n\n").map((one) => [one.split("\n")[0], one.trim()]),
  );
  const said: string[] = [];
  return {
    check(name: string, lines: readonly string[]): void {
      const messages = [name, ...lines.map((line) => `  ${line.replaceAll(/\n\s*/g, " ")}`.trimEnd())].join("\n");
      said.push(messages);
      if (process.env["UPDATE_GOLDEN"] === undefined)
        assert.equal(messages, recorded.get(name) ?? "nothing on record: look at it and record it with UPDATE_GOLDEN=1");
    },
    update(): void {
      if (process.env["UPDATE_GOLDEN"] !== undefined) writeFileSync(file, `${said.join("\n\n")}\n`);
    },
  };
};

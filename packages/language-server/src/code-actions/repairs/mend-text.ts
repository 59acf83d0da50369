import { suggest } from "@muster/core";
import { startOf } from "@muster/core/editor";
import { isScalar } from "yaml";
import { fileName } from "../../documents/addresses.js";
import { quotedFor } from "../../documents/quoting.js";
import { schemaOf } from "../../schema/schema-of.js";
import { choicesOf, schemasAt } from "../../schema/schemas-at.js";
import { replacing } from "../changes.js";
import type { Repair, Site } from "../repair.js";
import { lineStartAt } from "../../documents/lines.js";

/** The values that a key takes, where there are few. */
export const chooseValue = ({ document, spot, problem }: Site): readonly Repair[] => {
  if (problem.fixes !== undefined || !isScalar(spot.scalar) || spot.isKey) return [];
  const { scalar } = spot;
  const choices = choicesOf(schemasAt(schemaOf(document), document.yaml.root, spot.path));
  if (choices.length > 4) return [];
  return choices.map((choice) => ({
    title: `change to \`${String(choice)}\``,
    changes: [
      replacing(document, scalar, typeof choice === "string" ? quotedFor(choice, document, startOf(scalar)) : JSON.stringify(choice)),
    ],
    isPreferred: choices.length === 1,
  }));
};

/** Blanks for tabs, which YAML does not indent by. */
export const indentWithBlanks = ({ document, problem }: Site): readonly Repair[] => {
  const { text } = document.yaml.source;
  const { offset } = problem.range.start;
  const start = lineStartAt(text, offset);
  const indent = /^[\t ]*/.exec(text.slice(start))?.[0] ?? "";
  if (!indent.includes("\t")) return [];
  const change = { span: { start, end: start + indent.length }, text: indent.replaceAll("\t", "  ") };
  return [{ title: "indent with blanks", changes: [change], isPreferred: true }];
};

/** A time zone that was most likely meant, and the one that always is there. */
export const chooseTimeZone = ({ document, spot }: Site): readonly Repair[] => {
  const { scalar } = spot;
  if (scalar === undefined || typeof scalar.value !== "string") return [];
  const meant = suggest(scalar.value, Intl.supportedValuesOf("timeZone"));
  return [...(meant === undefined ? [] : [meant]), "UTC"].map((zone, index) => ({
    title: `change to \`${zone}\``,
    changes: [replacing(document, scalar, zone)],
    isPreferred: index === 0 && meant !== undefined,
  }));
};

/** A first policy in an empty file. */
export const beginPolicy = ({ document }: Site): readonly Repair[] => {
  if (document.kind !== "policy") return [];
  const { text } = document.yaml.source;
  const name = fileName(document.uri).replace(/\.?promotion\.\w+$/, "") || "models";
  const policy = [
    "version: 1",
    `name: ${name}`,
    'models: ["*"]',
    "stages:",
    "  - name: development",
    "  - name: production",
    "    gates:",
    "      - metric: accuracy",
    "        min: 0.9",
    "",
  ].join("\n");
  const end = text.trimEnd().length;
  const separator = end === 0 ? "" : "\n";
  return [
    {
      title: "begin a policy",
      changes: [{ span: { start: end, end: text.length }, text: `${separator}${policy}` }],
      isPreferred: true,
    },
  ];
};

import { builtInGates } from "@muster/core";
import { MarkupKind, type Hover, type Position } from "vscode-languageserver-types";
import type { Context } from "../context.js";
import { pageOfKind } from "../diagnostics/docs.js";
import type { Document } from "../documents/document.js";
import { rangeOf, spanOf } from "../documents/ranges.js";
import { gateDepth, roleAt } from "../documents/roles.js";
import { spotAt, type Spot } from "../documents/spot.js";
import { branchesOf, choicesOf, descriptionOf, schemasAt } from "../schema/schemas-at.js";
import { schemaOf } from "../schema/schema-of.js";
import { metricFacts } from "./metric-facts.js";
import { nameFacts } from "./name-facts.js";

/** What the key or value at a position means, and what is known of it. */
export const hover = (document: Document, position: Position, context: Context): Hover | undefined => {
  const spot = spotAt(document, document.text.offsetAt(position));
  const { scalar } = spot;
  if (scalar === undefined) return undefined;
  const facts = [...metricFacts(document, spot, context), ...nameFacts(document, spot, context)];
  const lines = spot.isKey || facts.length === 0 ? [...meaning(document, spot), ...facts] : facts;
  if (lines.length === 0) return undefined;
  return { contents: { kind: MarkupKind.Markdown, value: lines.join("\n\n") }, range: rangeOf(document, spanOf(scalar, document)) };
};

/** What the schema says of the key, or of the key whose value it is. */
const meaning = (document: Document, { path, isKey }: Spot): readonly string[] => {
  const root = schemaOf(document);
  const schemas = schemasAt(root, document.yaml.root, path);
  const all = schemas.flatMap((schema) => branchesOf(schema, undefined, root));
  const described = descriptionOf(all);
  const role = roleAt(document.kind, path, isKey);
  if (described === undefined || role === "group-name") return [];
  const key = path.findLast((step) => typeof step === "string") ?? "";
  const choices = choicesOf(all).map((choice) => `\`${String(choice)}\``);
  const preset = all.map((schema) => schema["default"]).find((value) => value !== undefined);
  const isKind = isKey && gateDepth(path) === path.length - 1 && (key === "uses" || builtInGates.some(({ kind }) => kind === key));
  return [
    `**\`${key}\`** — ${described}`,
    ...(choices.length > 1 ? [`One of ${choices.join(", ")}.`] : []),
    ...(preset === undefined ? [] : [`Default: \`${JSON.stringify(preset)}\``]),
    ...(isKind ? [`[Reference](${pageOfKind(key)})`] : []),
  ];
};

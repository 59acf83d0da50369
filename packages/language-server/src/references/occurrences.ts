import { spanOf, type Span } from "../documents/ranges.js";
import { roleAt, type Role } from "../documents/roles.js";
import type { Document } from "../documents/document.js";
import { askedStageAt } from "../policy-tests/tested-policy.js";
import { leavesOf, textAt, type Path } from "../documents/tree.js";

export type Named = "stage" | "group" | "gate" | "person";

/** A place where a file names something. */
export interface Occurrence {
  readonly named: Named;
  readonly name: string;
  /** Where it is written, with its quotes. */
  readonly span: Span;
  readonly isDefinition: boolean;
  /** Of a gate: the list that its id is unique in. */
  readonly scope?: string;
  /** The name as part of a longer text, which has its own way to write it. */
  readonly inExpression?: "field" | "index";
}

/** Everything that a file names, in the order of the text. */
export const occurrencesIn = (document: Document): readonly Occurrence[] =>
  [...leavesOf(document.yaml.root)].flatMap(({ scalar, path, isKey }): readonly Occurrence[] => {
    const role = roleAt(document.kind, path, isKey);
    if (role === undefined || typeof scalar.value !== "string") return [];
    const span = spanOf(scalar, document);
    if (role === "expression") return stagesIn(document.yaml.source.text, span);
    const name = scalar.value;
    const named = namedBy(role, name);
    if (named === undefined) return [];
    const isDefinition = role === "stage-name" || role === "group-name" || role === "gate-id";
    return [{ named, name, span, isDefinition, ...(named === "gate" && { scope: scopeOf(document, path) }) }];
  });

const named: Readonly<Partial<Record<Role, Named>>> = {
  "stage-name": "stage",
  stage: "stage",
  "group-name": "group",
  "gate-id": "gate",
  gate: "gate",
  person: "person",
};

const namedBy = (role: Role, name: string): Named | undefined => {
  const isEither = role === "person-or-group" || role === "person-group-or-keyword";
  return isEither ? (/[@:]/.test(name) ? "person" : "group") : named[role];
};

const scopeOf = (document: Document, path: Path): string => {
  const { kind, yaml } = document;
  if (kind === "policy-test") {
    const asked = askedStageAt(document, path);
    return asked?.action === "rollback" ? `rollback of ${asked.name}` : (asked?.name ?? "");
  }
  const stage = textAt(yaml.root, ...path.slice(0, 2), "name") ?? String(path[1]);
  return path[2] === "rollback" ? `rollback of ${stage}` : stage;
};

/** Whether two places name the same thing. */
export const isSame = (one: Occurrence, other: Occurrence): boolean =>
  one.named === other.named && one.name === other.name && one.scope === other.scope;

/** The stages that an expression looks at: `stages.staging` and `stages["staging"]`. */
const stagesIn = (text: string, { start, end }: Span): readonly Occurrence[] =>
  [...text.slice(start, end).matchAll(/(?<![\w.])stages(?:(\.)([A-Za-z_]\w*)|\[(\\?["'])([\w/-]+)\3\])/g)].map((match) => {
    const [whole, dot, field, , index] = match;
    const name = field ?? index ?? "";
    const at = start + match.index + whole.lastIndexOf(name);
    const inExpression = dot === undefined ? "index" : "field";
    return { named: "stage", name, span: { start: at, end: at + name.length }, isDefinition: false, inExpression };
  });

/** The occurrence at an offset. */
export const occurrenceAt = (document: Document, offset: number): Occurrence | undefined =>
  occurrencesIn(document).find(({ span }) => span.start <= offset && offset <= span.end);

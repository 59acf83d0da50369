import type { CompiledGate } from "@muster/core";
import { withNested } from "@muster/core/editor";
import type { Document, PolicyDocument } from "../documents/document.js";
import { textAt, type Path } from "../documents/tree.js";
import { basesOf } from "../references/family.js";

/** The policy that a policy test is about, where it is known. */
export const testedPolicy = (document: Document, documents: readonly Document[]): PolicyDocument | undefined => {
  const [policy] = document.kind === "policy-test" ? basesOf(document, documents) : [];
  return policy?.kind === "policy" ? policy : undefined;
};

/** What a case of a policy test asks for. */
export interface AskedStage {
  readonly name: string;
  readonly action: "promote" | "rollback";
}

/** What the case asks for that a path leads into; undefined where it leads into none, or the case does not say. */
export const askedStageAt = ({ yaml }: Document, path: Path): AskedStage | undefined => {
  if (path[0] !== "cases" || typeof path[1] !== "number") return undefined;
  const root = yaml.root;
  const inCase = path.slice(0, 2);
  const homes: readonly Path[] = [[...inCase, "to"], [...inCase, "evidence", "request", "to"], ["to"], ["evidence", "request", "to"]];
  const name = homes.map((home) => textAt(root, ...home)).find((text) => text !== undefined);
  if (name === undefined) return undefined;
  return { name, action: textAt(root, ...inCase, "action") === "rollback" ? "rollback" : "promote" };
};

/** The gates that a case asks, nested ones too. */
export const gatesAsked = (policy: PolicyDocument | undefined, asked: AskedStage | undefined): readonly CompiledGate[] => {
  const stage = asked === undefined ? undefined : policy?.program()?.stages.get(asked.name);
  if (stage === undefined) return [];
  return withNested(asked?.action === "rollback" ? stage.rollback : stage.gates);
};

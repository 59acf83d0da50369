import { gateCodes, orderId } from "@muster/core/editor";
import type { Context } from "../context.js";
import type { Suggestion } from "../completion/suggestion.js";
import type { Document } from "../documents/document.js";
import type { Path } from "../documents/tree.js";
import { askedStageAt, gatesAsked, testedPolicy } from "./tested-policy.js";

/** Whether a path leads to the mapping of a case in which gates are named. */
export const isGatesOfCase = ({ kind }: Document, path: Path): boolean =>
  kind === "policy-test" && path.length === 4 && path[0] === "cases" && path[2] === "expect" && path[3] === "gates";

/** The ids of the gates that the case at a path asks, the order gate's last. */
export const gateNames = (document: Document, path: Path, { documents }: Context): readonly Suggestion[] => {
  const gates = gatesAsked(testedPolicy(document, documents), askedStageAt(document, path));
  return [
    ...gates.map(({ id, kind }): Suggestion => ({ label: id, kind: "value", detail: kind.kind })),
    { label: orderId, kind: "value", detail: "the stage before" },
  ];
};

/** The outcome codes of the gate at a path, with what they mean. */
export const codeNames = (document: Document, path: Path, { documents }: Context): readonly Suggestion[] => {
  const id = path.at(-2);
  const gate = gatesAsked(testedPolicy(document, documents), askedStageAt(document, path)).find((one) => one.id === id);
  return Object.entries({ ...gate?.kind.codes, ...gateCodes }).map(([label, documentation]) => ({ label, kind: "value", documentation }));
};

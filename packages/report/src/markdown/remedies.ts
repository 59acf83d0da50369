import type { Decision } from "@muster/core";
import { commandFor, remedyKind } from "../reading/subject.js";
import { english, type Texts } from "../texts.js";
import { code, message } from "./escape.js";

/** What would turn the verdict, as a list; empty where it needs no turning. */
export const remediesText = (decision: Decision, texts: Texts = english): string => {
  const { changes, hints } = decision.remedies;
  switch (remedyKind(decision)) {
    case "nothing":
      return "";
    case "hints":
      return hints.map((hint) => `- ${message(hint)}\n`).join("");
    case "complete":
      return `${changes
        .map((change, index) => {
          const command = commandFor(change, decision);
          return `${index + 1}. ${message(change.text)}${command === undefined ? "" : `: ${code(command)}`}\n`;
        })
        .join("")}\n${changes.length === 1 ? texts.thisIsEnough : texts.togetherEnough}\n`;
  }
};

import { textGate } from "../../conditions/text-gate.js";
import { tagCodes, tagSchema } from "../../generated/schemas.js";
import { validateTagGate } from "../../generated/validators.js";

export const tagGate = textGate({ kind: "tag", schema: tagSchema, validate: validateTagGate, codes: tagCodes });

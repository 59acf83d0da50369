import { textGate } from "../../conditions/text-gate.js";
import { paramCodes, paramSchema } from "../../generated/schemas.js";
import { validateParamGate } from "../../generated/validators.js";

export const paramGate = textGate({ kind: "param", schema: paramSchema, validate: validateParamGate, codes: paramCodes });

/** Plugin gates, good and bad, for the tests of `uses`. */
import { defineGate, type DefinedGate, type Facts, type Finding } from "@muster/core";

const isMost = (config: unknown): config is { most: number } =>
  typeof config === "object" && config !== null && "most" in config && typeof config.most === "number";

const validateMost: NonNullable<DefinedGate["validate"]> = (config) => {
  const valid = isMost(config);
  validateMost.errors = valid
    ? null
    : [
        {
          instancePath: "/most",
          schemaPath: "#/properties/most/type",
          keyword: "type",
          params: { type: "number" },
          message: "must be number",
        },
      ];
  return valid;
};

const gate = (kind: string, evaluate: (prepared: object, facts: Facts) => unknown, others: Partial<DefinedGate> = {}): DefinedGate =>
  defineGate<object, object>({
    kind,
    version: "1.0.0",
    schema: { type: "object" },
    validate: () => true,
    codes: { fine: "it is fine" },
    prepare: (config) => config,
    requires: () => [],
    evaluate: evaluate as (prepared: object, facts: Facts) => Finding,
    ...(others as object),
  });

const fine = { outcome: "passed", code: "fine", message: "all good" };

export const pluginGates: readonly DefinedGate[] = [
  defineGate<{ readonly most: number }, number>({
    kind: "@acme/at-most",
    version: "1.2.3",
    schema: { type: "object", required: ["most"], properties: { most: { type: "number", description: "The largest disparity." } } },
    validate: validateMost,
    codes: { "low-enough": "the disparity is low enough", "too-high": "the disparity is too high" },
    prepare: ({ most }) => most,
    requires: () => [{ need: "metric", name: "disparity" }],
    evaluate(most, { evidence }) {
      const value = evidence.candidate.metrics?.["disparity"];
      return typeof value === "number" && value <= most
        ? { outcome: "passed", code: "low-enough", message: `disparity is ${value}` }
        : { outcome: "failed", code: "too-high", message: `disparity is ${JSON.stringify(value)}` };
    },
  }),
  gate(
    "@acme/tag-of",
    ({ tag }: { tag?: string }, { evidence }) =>
      evidence.candidate.tags?.[tag ?? ""] === undefined ? { ...fine, outcome: "failed" } : fine,
    {
      changes: ({ tag: name = "" }: { tag?: string }, _facts: Facts, { outcome }: Finding) => {
        if (outcome === "passed") throw new Error("nothing has to change");
        return name === "odd" ? ([null] as never) : [{ type: "tag", name, value: "x", text: `set tag \`${name}\`` }];
      },
    },
  ),
  gate("@acme/throws", () => {
    throw new Error("out of cheese");
  }),
  gate("@acme/nothing", () => undefined),
  gate("@acme/lies", () => ({ outcome: "passed", code: "trust-me", message: "all good" })),
  gate("@acme/bad-changes", () => ({ ...fine, outcome: "failed", changes: [null] })),
  gate("@acme/bad-margin", () => ({ ...fine, margin: NaN })),
  gate("@acme/wavers", () => {
    let looked = 0;
    return {
      ...fine,
      get outcome() {
        return (looked += 1) === 1 ? "failed" : "passed";
      },
    };
  }),
  gate("@acme/tampers", (_, { evidence }) => {
    Object.assign(evidence.candidate, { metrics: { auc: 1 } });
    return fine;
  }),
  gate("@acme/divides-badly", () => fine, {
    allot: () => {
      throw new Error("out of cheese");
    },
  }),
  gate("@acme/nameless", () => ({ ...fine, outcome: "holds" }), { version: undefined } as object),
];

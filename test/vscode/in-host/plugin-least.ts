/** A plugin that asks of the key `accuracy` only its type, and gives every version the same outcome. */
export const pluginLeast = (outcome: object, accuracy = "number"): string => `
export const manifest = { apiVersion: 1, name: "least", version: "1.0.0", gates: ["least"] };
export const gates = [{
  kind: "least",
  schema: {
    type: "object",
    required: ["accuracy"],
    properties: { accuracy: { description: "How accurate at least.", type: "${accuracy}" } },
    additionalProperties: false,
  },
  codes: { enough: "it is enough", "too-low": "it is too low" },
  prepare: (keys) => keys,
  requires: () => [],
  evaluate: () => (${JSON.stringify(outcome)}),
}];
`;

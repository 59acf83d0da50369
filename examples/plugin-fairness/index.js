// @ts-check
import { defineGate } from "@muster/core";

/** @typedef {{ maxDisparity: number, metric: string, by: string }} Keys */

const schema = {
  type: "object",
  required: ["maxDisparity"],
  additionalProperties: false,
  properties: {
    maxDisparity: { description: "The largest difference between two groups that is allowed.", type: "number", minimum: 0, maximum: 1 },
    metric: { description: "The metric, measured for each group. Default: `selection_rate`.", type: "string", minLength: 1 },
    by: {
      description: "What the groups are called: `group` for `selection_rate/group=a`. Default: `group`.",
      type: "string",
      minLength: 1,
    },
  },
};

const codes = {
  even: "the groups differ by no more than is allowed",
  uneven: "two groups differ by more than is allowed",
  "too-few-groups": "fewer than two groups were measured",
  "not-a-number": "a group's value is no finite number",
};

/** Differences of doubles carry noise beyond this digit. */
const rounded = (/** @type {number} */ value) => Number(value.toFixed(12));

const disparity = defineGate({
  kind: "@acme/fairness",
  schema,
  codes,
  prepare: (/** @type {Partial<Keys> & Pick<Keys, "maxDisparity">} */ keys) => ({ metric: "selection_rate", by: "group", ...keys }),
  requires: ({ metric, by }) => [{ need: "metric", name: `${metric}/${by}=*` }],
  evaluate({ metric, by, maxDisparity }, { evidence }) {
    const prefix = `${metric}/${by}=`;
    const expected = `groups at most ${maxDisparity} apart`;
    const groups = Object.entries(evidence.candidate.metrics ?? {}).flatMap(([name, measured]) =>
      name.startsWith(prefix)
        ? [{ group: name.slice(prefix.length), value: typeof measured === "object" && measured !== null ? measured.value : measured }]
        : [],
    );
    if (groups.length < 2) {
      return {
        outcome: "unknown",
        code: "too-few-groups",
        message: `\`${prefix}*\` was measured for ${groups.length} of at least 2 groups`,
        expected,
        remedy: `measure \`${metric}\` for each group, as \`${prefix}NAME\``,
      };
    }
    const values = groups.map(({ value }) => (typeof value === "number" && Number.isFinite(value) ? value : NaN));
    const bad = groups[values.findIndex(Number.isNaN)];
    if (bad !== undefined) {
      return {
        outcome: "unknown",
        code: "not-a-number",
        message: `\`${prefix}${bad.group}\` is \`${bad.value}\``,
        expected,
        remedy: `measure \`${prefix}${bad.group}\` again`,
      };
    }
    const [lowest, highest] = [Math.min(...values), Math.max(...values)];
    const observed = rounded(highest - lowest);
    const found = { expected, observed, margin: rounded(maxDisparity - observed) };
    const [least, most] = [lowest, highest].map((value) => groups[values.indexOf(value)]?.group);
    if (observed <= maxDisparity)
      return { outcome: "passed", code: "even", message: `\`${most}\` and \`${least}\` are ${observed} apart`, ...found };
    return {
      outcome: "failed",
      code: "uneven",
      message: `\`${most}\` is selected at ${highest}, \`${least}\` at ${lowest}`,
      remedy: `bring \`${most}\` and \`${least}\` ${rounded(observed - maxDisparity)} closer together`,
      ...found,
    };
  },
});

/** The gates of this plugin: what Muster looks for. */
export const gates = [disparity];

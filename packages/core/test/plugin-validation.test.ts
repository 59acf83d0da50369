/** A plugin's own keys, validated by its own schema, in our words. */
import assert from "node:assert/strict";
import { Ajv2020 } from "ajv/dist/2020.js";
import { defineGate, parsePolicy } from "@muster/core";

const schema = {
  type: "object",
  required: ["groups"],
  additionalProperties: false,
  properties: {
    groups: { type: "array", minItems: 2, maxItems: 3, items: { $ref: "#/$defs/group" } },
    share: { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1, multipleOf: 0.05 },
    count: { type: "integer", minimum: 2, maximum: 5 },
    mode: { enum: ["strict", "lenient", 3] },
    by: {
      oneOf: [
        { type: "string", minLength: 3 },
        { type: "object", required: ["column"], properties: { column: { type: "string" } } },
      ],
    },
    note: { type: ["string", "null"], maxLength: 3 },
    limits: { type: "object", minProperties: 2, maxProperties: 2, additionalProperties: { type: "number" } },
    code: { type: "string", pattern: "^[a-z]+$" },
    strict: { type: "boolean" },
  },
  $defs: {
    group: {
      type: "object",
      required: ["name"],
      additionalProperties: false,
      properties: { name: { type: "string" }, weight: { type: "number" } },
    },
  },
};

const fairness = defineGate<object, object>({
  kind: "@acme/fairness",
  version: "1.0.0",
  schema,
  validate: new Ajv2020({ allErrors: true, strict: false }).compile(schema),
  codes: {},
  prepare: (config) => config,
  requires: () => [],
  evaluate: () => ({ outcome: "passed", code: "fine", message: "fine" }),
});

const groups = "groups: [{ name: a }, { name: b }]";

const messagesFor = (written: string | undefined): readonly string[] => {
  const head = "version: 1\nname: x\nmodels: [x]\nstages:\n  - name: a\n  - name: b\n    gates:\n      - uses: '@acme/fairness'\n";
  const text = head + (written === undefined ? "" : `        with: { ${written} }\n`);
  return parsePolicy({ file: "promotion.yaml", text }, { gates: [fairness] }).diagnostics.map(
    ({ message, help, range: { start, end } }) =>
      `${text.slice(start.offset, end.offset)} → ${message}${help === undefined ? "" : `; ${help}`}`,
  );
};

describe("a plugin gate's own keys", () => {
  const cases: readonly (readonly [name: string, written: string | undefined, ...messages: readonly string[]])[] = [
    ["as the plugin wants them", `${groups}, share: 0.5, count: 3, mode: lenient, by: { column: sex }, note: null, code: abc`],
    ["not there at all", undefined, "'@acme/fairness' → `groups` is missing"],
    ["one of them missing", "share: 0.5", "{ share: 0.5 } → `groups` is missing"],
    ["one mistyped", "grops: []", "grops → there is no key `grops` here; did you mean `groups`?"],
    [
      "one that is not known",
      `${groups}, colour: red`,
      "colour → there is no key `colour` here; the keys here are `groups`, `share`, `count`, `mode`, `by`, `note`, `limits`, `code`, `strict`",
    ],
    [
      "one mistyped inside",
      "groups: [{ name: a, wieght: 1 }, { name: b }]",
      "wieght → there is no key `wieght` here; did you mean `weight`?",
    ],
    ["too few", "groups: [{ name: a }]", "[{ name: a }] → `groups` needs at least 2 items"],
    [
      "too many",
      "groups: [{ name: a }, { name: a }, { name: a }, { name: a }]",
      "[{ name: a }, { name: a }, { name: a }, { name: a }] → `groups` may have at most 3 items",
    ],
    ["an item of another type", "groups: [a, { name: b }]", 'a → an item of `groups` takes a mapping, not the text "a"'],
    ["an item that lacks a key", "groups: [{ weight: 1 }, { name: b }]", "{ weight: 1 } → `name` is missing in an item of `groups`"],
    ["at the edge below", `${groups}, share: 0`, "0 → `share` must be more than 0, not 0"],
    ["at the edge above", `${groups}, share: 1`, "1 → `share` must be less than 1, not 1"],
    ["below the least", `${groups}, count: 1`, "1 → `count` must be at least 2, not 1"],
    ["above the most", `${groups}, count: 6`, "6 → `count` must be at most 5, not 6"],
    ["half of a count", `${groups}, count: 2.5`, "2.5 → `count` takes a whole number, not the number `2.5`"],
    ["what we have no words for", `${groups}, share: 0.33`, "0.33 → `share` must be multiple of 0.05"],
    [
      "a value that is not in the list",
      `${groups}, mode: strikt`,
      'strikt → `mode` takes `strict`, `lenient` or `3`, not the text "strikt"; did you mean `strict`?',
    ],
    ["no branch of a choice, told once", `${groups}, by: 5`, "5 → `by` must match exactly one schema in oneOf"],
    ["one type of several", `${groups}, note: 5`, "5 → `note` takes a text or nothing, not the number `5`"],
    ["a text that is too long", `${groups}, note: long`, "long → `note` may have at most 3 characters"],
    ["too few keys", `${groups}, limits: { a: 1 }`, "{ a: 1 } → `limits` needs at least 2 keys"],
    ["too many keys", `${groups}, limits: { a: 1, b: 2, c: 3 }`, "{ a: 1, b: 2, c: 3 } → `limits` may have at most 2 keys"],
    ["a value under any key", `${groups}, limits: { a: x, b: 2 }`, 'x → `a` takes a number, not the text "x"'],
    ["a text of another form", `${groups}, code: A1`, 'A1 → `code` takes a text that matches `^[a-z]+$`, not the text "A1"'],
    ["a truth as a text", `${groups}, strict: "yes"`, '"yes" → `strict` takes `true` or `false`, not the text "yes"'],
    ["a list where a truth belongs", `${groups}, strict: []`, "[] → `strict` takes `true` or `false`, not a list"],
  ];

  for (const [name, written, ...messages] of cases) {
    it(`are told of: ${name}`, () => assert.deepEqual(messagesFor(written), messages.length === 0 ? [] : messages));
  }

  it("cannot be validated where the plugin was not loaded as a whole", () => {
    const { validate: _validate, ...unloaded } = fairness;
    const text = "version: 1\nname: x\nmodels: [x]\nstages: [{ name: a }, { name: b, gates: [{ uses: '@acme/fairness' }] }]\n";
    assert.throws(() => parsePolicy({ file: "promotion.yaml", text }, { gates: [unloaded] }), TypeError);
  });
});

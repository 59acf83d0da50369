/** The same policy in other engines, each as its own documentation advises for speed: rules compiled or parsed once, requests as plain facts. */
import { setFlagsFromString } from "node:v8";
import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import { LogicEngine } from "json-logic-engine";
import { Engine } from "json-rules-engine";
import { explain, type Explanation } from "./explained.js";
import { bounds, type BenchRequest } from "./requests.js";

export interface Peer {
  readonly name: string;
  readonly allows: (request: BenchRequest) => boolean | Promise<boolean>;
}

const { auc, regression, latency, errorRate, frameworks } = bounds;

const handWritten: Peer = {
  name: "hand-written JavaScript, verdict only",
  allows: ({ facts }) =>
    facts.staging === facts.version &&
    facts.auc >= auc &&
    facts.baselineAuc - facts.auc <= regression &&
    facts.latency <= latency &&
    facts.errorRate < errorRate &&
    facts.modelCard &&
    (facts.framework === frameworks[0] || facts.framework === frameworks[1]),
};

/** What was explained last: an explanation that nobody keeps is one that the compiler leaves out. */
let kept: Explanation | undefined;

const handWrittenExplained: Peer = {
  name: "hand-written JavaScript, explained to the letter",
  allows: ({ evidence }) => {
    kept = explain(evidence);
    return kept.allowed;
  },
};

const jsonRules = (): Peer => {
  const engine = new Engine([
    {
      conditions: {
        all: [
          { fact: "staging", operator: "equal", value: { fact: "version" } },
          { fact: "auc", operator: "greaterThanInclusive", value: auc },
          { fact: "baselineAuc", operator: "lessThanInclusive", value: { fact: "allowedBaseline" } },
          { fact: "latency", operator: "lessThanInclusive", value: latency },
          { fact: "errorRate", operator: "lessThan", value: errorRate },
          { fact: "modelCard", operator: "equal", value: true },
          { fact: "framework", operator: "in", value: frameworks },
        ],
      },
      event: { type: "allowed" },
    },
  ]);
  engine.addFact("allowedBaseline", async (_params, almanac) => (await almanac.factValue<number>("auc")) + regression);
  return { name: "json-rules-engine", allows: async ({ facts }) => (await engine.run({ ...facts })).events.length === 1 };
};

const jsonLogic = (): Peer => {
  const allows = new LogicEngine().build({
    and: [
      { "===": [{ var: "staging" }, { var: "version" }] },
      { ">=": [{ var: "auc" }, auc] },
      { "<=": [{ "-": [{ var: "baselineAuc" }, { var: "auc" }] }, regression] },
      { "<=": [{ var: "latency" }, latency] },
      { "<": [{ var: "errorRate" }, errorRate] },
      { var: "modelCard" },
      { in: [{ var: "framework" }, frameworks] },
    ],
  }) as (facts: BenchRequest["facts"]) => unknown;
  return { name: "json-logic-engine, compiled with `new Function`", allows: ({ facts }) => allows(facts) === true };
};

const cedarWasm = (): Peer => {
  // The compiler of Node.js 20 ends the process where it takes back a call into WebAssembly that it had inlined.
  setFlagsFromString("--no-turbo-inline-js-wasm-calls");
  const answer = cedar.preparsePolicySet("bench", {
    staticPolicies: `permit(principal, action, resource) when {
      context.staging == context.version && context.auc >= ${auc} && context.baselineAuc - context.auc <= ${regression} &&
      context.latency <= ${latency} && context.errorRate < ${errorRate} && context.modelCard &&
      ${JSON.stringify(frameworks)}.contains(context.framework) };`,
  });
  if (answer.type === "failure") throw new Error(answer.errors.map(({ message }) => message).join("; "));
  return {
    name: "cedar-wasm, pre-parsed",
    allows: ({ facts }) => {
      const result = cedar.statefulIsAuthorized({
        principal: { type: "Model", id: "fraud-cards" },
        action: { type: "Action", id: "promote" },
        resource: { type: "Stage", id: "production" },
        preparsedPolicySetId: "bench",
        validateRequest: false,
        context: { ...facts },
        entities: [],
      });
      return result.type === "success" && result.response.decision === "allow";
    },
  };
};

export const peers = (): readonly Peer[] => [handWritten, handWrittenExplained, jsonLogic(), jsonRules(), cedarWasm()];

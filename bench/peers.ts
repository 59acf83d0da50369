/** The same policy in other engines, each as its own documentation advises for speed: rules compiled or parsed once, requests as plain facts. */
import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import { LogicEngine } from "json-logic-engine";
import { Engine } from "json-rules-engine";
import { bounds, type PlainFacts } from "./requests.js";

export interface Peer {
  readonly name: string;
  readonly allows: (facts: PlainFacts) => boolean | Promise<boolean>;
}

const { auc, regression, latency, errorRate, frameworks } = bounds;

const handWritten: Peer = {
  name: "hand-written JavaScript, verdict only",
  allows: (facts) =>
    facts.staging === facts.version &&
    facts.auc >= auc &&
    facts.baselineAuc - facts.auc <= regression &&
    facts.latency <= latency &&
    facts.errorRate < errorRate &&
    facts.modelCard &&
    (facts.framework === frameworks[0] || facts.framework === frameworks[1]),
};

/** What a team writes that wants to tell people why: one object a gate, with its message. */
const explained = (facts: PlainFacts) => {
  const gate = (id: string, passed: boolean, observed: unknown, expected: string) => ({
    id,
    outcome: passed ? "passed" : "failed",
    observed,
    expected,
    message: passed ? `${id} is ${String(observed)}, as asked for: ${expected}` : `${id} is ${String(observed)}, not ${expected}`,
  });
  const gates = [
    gate("order", facts.staging === facts.version, facts.staging, `staging holds ${facts.version}`),
    gate("auc", facts.auc >= auc, facts.auc / 1e6, `at least ${auc / 1e6}`),
    gate(
      "regression",
      facts.baselineAuc - facts.auc <= regression,
      (facts.auc - facts.baselineAuc) / 1e6,
      `at most ${regression / 1e6} worse than ${facts.baselineAuc / 1e6}`,
    ),
    gate("latency", facts.latency <= latency, facts.latency / 1e6, `at most ${latency / 1e6}`),
    gate("error_rate", facts.errorRate < errorRate, facts.errorRate / 1e6, `below ${errorRate / 1e6}`),
    gate("model_card", facts.modelCard, facts.modelCard, "present"),
    gate("framework", (frameworks as readonly string[]).includes(facts.framework), facts.framework, `one of ${frameworks.join(", ")}`),
  ];
  return { allowed: gates.every(({ outcome }) => outcome === "passed"), gates };
};

const handWrittenExplained: Peer = { name: "hand-written JavaScript, explained", allows: (facts) => explained(facts).allowed };

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
  return { name: "json-rules-engine", allows: async (facts) => (await engine.run({ ...facts })).events.length === 1 };
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
  }) as (facts: PlainFacts) => unknown;
  return { name: "json-logic-engine, compiled with `new Function`", allows: (facts) => allows(facts) === true };
};

const cedarWasm = (): Peer => {
  const answer = cedar.preparsePolicySet("bench", {
    staticPolicies: `permit(principal, action, resource) when {
      context.staging == context.version && context.auc >= ${auc} && context.baselineAuc - context.auc <= ${regression} &&
      context.latency <= ${latency} && context.errorRate < ${errorRate} && context.modelCard &&
      ${JSON.stringify(frameworks)}.contains(context.framework) };`,
  });
  if (answer.type === "failure") throw new Error(answer.errors.map(({ message }) => message).join("; "));
  return {
    name: "cedar-wasm, pre-parsed",
    allows: (facts) => {
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

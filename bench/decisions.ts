/** Decisions a second beside peers, on the same 1,000 requests, after every engine agreed on every verdict. */
import assert from "node:assert/strict";
import { compile, evaluate, judge, parsePolicy, type GateResult } from "@muster/core";
import { explain } from "./explained.js";
import { peers } from "./peers.js";
import { policyText, requests } from "./requests.js";
import { table } from "./table.js";

const program = compile(parsePolicy({ file: "bench.promotion.yaml", text: policyText }));

const verdictOf = (index: number): boolean => {
  const decided = evaluate(program, requests[index]?.evidence as NonNullable<(typeof requests)[number]>["evidence"]);
  if (!decided.ok) throw new Error(decided.message);
  return decided.value.verdict === "allowed";
};

const gatesOf = (index: number): readonly GateResult[] => {
  const judged = judge(program, requests[index]?.evidence as NonNullable<(typeof requests)[number]>["evidence"]);
  if (!judged.ok) throw new Error(judged.message);
  return judged.value.gates;
};

const others = peers();
let allowed = 0;
for (const [index, request] of requests.entries()) {
  const ours = verdictOf(index);
  assert.deepEqual(gatesOf(index), explain(request.evidence).gates);
  allowed += Number(ours);
  for (const peer of others) {
    const theirs = await peer.allows(request);
    if (theirs !== ours)
      throw new Error(
        `request ${index}: muster says ${ours ? "allowed" : "denied"}, ${peer.name} says otherwise: ${JSON.stringify(request.facts)}`,
      );
  }
}
console.log(
  `${requests.length} requests, ${allowed} of them allowed; every engine agrees on every verdict, and the hand-written one on every word\n`,
);

interface Engine {
  readonly name: string;
  /** Decides every request once. */
  readonly decideAll: () => unknown;
}

const engines: readonly Engine[] = [
  {
    name: "muster, verdict with every gate explained",
    decideAll: () => {
      for (const { evidence } of requests) judge(program, evidence);
    },
  },
  {
    name: "muster, the whole decision: checked, with digests and proved remedies",
    decideAll: () => {
      for (const { evidence } of requests) evaluate(program, evidence);
    },
  },
  ...others.map(({ name, allows }): Engine => ({
    name,
    decideAll: async () => {
      for (const request of requests) {
        const answer = allows(request);
        if (answer instanceof Promise) await answer;
      }
    },
  })),
];

/** Nanoseconds of a call, over a fifth of a second. */
const meanTime = async (decideAll: Engine["decideAll"]): Promise<number> => {
  const start = performance.now();
  let calls = 0;
  do {
    const answer = decideAll();
    if (answer instanceof Promise) await answer;
    calls += 1;
  } while (performance.now() - start < 200);
  return ((performance.now() - start) * 1e6) / calls;
};

/** By turns, so that what else the machine does falls on all of them; the mean of the best turn, as collecting garbage is part of the work. */
const turns = 7;
const best = new Map<string, number>();
for (let turn = 0; turn < turns; turn++) {
  for (const { name, decideAll } of engines) {
    best.set(name, Math.min(best.get(name) ?? Infinity, (await meanTime(decideAll)) / requests.length));
  }
}
const rows = engines.map(({ name }) => ({ name, perDecision: best.get(name) ?? Number.NaN }));
const explained = rows.find(({ name }) => name.startsWith("hand-written JavaScript, explained"))?.perDecision ?? Number.NaN;
console.log(
  table(
    ["engine", "decisions a second", "time against hand-written, explained"],
    rows.map(({ name, perDecision }) => [
      name,
      Math.round(1e9 / perDecision).toLocaleString("en"),
      `${(perDecision / explained).toFixed(2)} ×`,
    ]),
  ),
);

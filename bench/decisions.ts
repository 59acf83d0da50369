/** Decisions a second beside peers, on the same 1,000 requests, after every engine agreed on every verdict. */
import assert from "node:assert/strict";
import { compile, evaluate, judge, parsePolicy, type GateResult } from "@muster/core";
import { measure } from "mitata";
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
for (const [index, { facts }] of requests.entries()) {
  const ours = verdictOf(index);
  assert.deepEqual(gatesOf(index), explain(facts).gates);
  allowed += Number(ours);
  for (const peer of others) {
    const theirs = await peer.allows(facts);
    if (theirs !== ours)
      throw new Error(
        `request ${index}: muster says ${ours ? "allowed" : "denied"}, ${peer.name} says otherwise: ${JSON.stringify(facts)}`,
      );
  }
}
console.log(
  `${requests.length} requests, ${allowed} of them allowed; every engine agrees on every verdict, and the hand-written one on every word\n`,
);

const run = async (name: string, all: () => unknown): Promise<{ name: string; perDecision: number }> => {
  const { p50 } = (await measure(all, { min_cpu_time: 1_000_000_000, warmup_samples: 5 })) as { p50: number };
  return { name, perDecision: p50 / requests.length };
};

const rows = [
  await run("muster, verdict with every gate explained", () => {
    for (const { evidence } of requests) judge(program, evidence);
  }),
  await run("muster, the whole decision: checked, with digests and proved remedies", () => {
    for (const { evidence } of requests) evaluate(program, evidence);
  }),
];
for (const peer of others) {
  rows.push(
    await run(peer.name, async () => {
      for (const { facts } of requests) {
        const answer = peer.allows(facts);
        if (answer instanceof Promise) await answer;
      }
    }),
  );
}
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

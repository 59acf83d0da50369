/** Policies and evidence that the fuzzer starts from: the conformance cases, the kinds' fixtures and the examples. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parsePolicy } from "@muster/core";
import { parse, stringify } from "yaml";
import { policyWith, type Fixture, type Gate } from "./compose.js";

const root = new URL("../../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");

const filesUnder = (path: string, matches: RegExp): readonly string[] => {
  const folder = fileURLToPath(new URL(path, root));
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => matches.test(name) && !name.includes("node_modules"))
        .map((name) => `${path}/${name}`)
    : [];
};

interface Pair {
  readonly policy: unknown;
  readonly evidence: unknown;
}

const pairs = (): readonly Pair[] =>
  filesUnder("test/conformance", /\.json$/).flatMap((file) => (JSON.parse(read(file)) as Pair[]).filter((_, index) => index % 5 === 0));

const fixturePolicies = (): readonly string[] =>
  filesUnder("packages/core/src/gates", /(valid|cases)\.yaml$/).map((file) => {
    const gates = (parse(read(file)) as readonly { gate?: unknown }[]).flatMap(({ gate }) => (gate === undefined ? [] : [gate]));
    return stringify({
      version: 1,
      name: "fixtures",
      models: ["fraud-*"],
      groups: { "ml-leads": ["alice@example.com", "bob@example.com"], risk: ["dana@example.com"] },
      stages: [{ name: "development" }, { name: "staging" }, { name: "production", gates: gates.slice(0, 12) }],
    });
  });

type Written = Omit<Fixture, "gates"> & { readonly gate?: Gate; readonly gates?: readonly Gate[] };

/** Those whose gates can stand in a policy without what only their fixture has, such as groups. */
const fixtures = (): readonly Fixture[] =>
  filesUnder("packages/core/src/gates", /(valid|cases)\.yaml$/)
    .flatMap((file) => parse(read(file)) as readonly Written[])
    .map(({ gate, gates = [], ...facts }) => ({ ...facts, gates: gate === undefined ? gates : [gate] }))
    .filter(({ gates }) => gates.length > 0 && isSound(policyWith(gates)));

const isSound = (policy: object): boolean => parsePolicy({ file: "fixture.json", text: JSON.stringify(policy) }).policy !== undefined;

export interface Corpus {
  readonly policies: readonly string[];
  readonly evidence: readonly string[];
  readonly fixtures: readonly Fixture[];
}

export const corpus = (): Corpus => ({
  policies: [
    ...pairs().map(({ policy }, index) => (index % 2 === 0 ? stringify(policy) : JSON.stringify(policy))),
    ...fixturePolicies(),
    ...filesUnder("examples", /promotion\.yaml$/).map(read),
  ],
  evidence: pairs().map(({ evidence }) => JSON.stringify(evidence)),
  fixtures: fixtures(),
});

import { collect, success, type Candidate, type Failure, type Metric, type Ports, type Program, type Result } from "@muster/core";
import type { StageFacts, Unseen } from "./facts.js";
import type { RegistryNames } from "./registry-names.js";

export interface SeenFacts {
  readonly names: RegistryNames;
  /** By stage. */
  readonly stages: Readonly<Record<string, StageFacts>>;
}

/** Versions whose facts are read, for names and for what they had. */
const mostVersions = 5;

/** What a registry and a ledger know of the first model that a policy governs: its newest version is the candidate of every stage. */
export const readFactsOf = async (ports: Ports, governs: (model: string) => boolean, program: Program): Promise<SeenFacts | Unseen> => {
  const listed = await ports.registry.listModels();
  if (!listed.ok) return unseen(listed);
  const models = listed.value.filter(governs);
  const [model] = models;
  const read = model === undefined ? success([]) : await recentVersions(ports, model);
  if (!read.ok) return unseen(read);
  const [candidate] = read.value;
  if (model === undefined || candidate === undefined) return { names: namesOf(models, read.value, []), stages: {} };

  const recent = read.value.map(({ version, metrics = {} }) => ({ version, metrics: numbersOf(metrics) }));
  const stages: [string, StageFacts][] = [];
  for (const to of program.stages.keys()) {
    const collected = await collect(ports, program, { model, version: candidate.version, to });
    if (!collected.ok) return unseen(collected);
    // When it was asked is no fact: it would make every answer another one.
    const { request: _request, ...evidence } = collected.value.evidence;
    stages.push([to, { evidence, recent }]);
  }
  const checks = stages.flatMap(([, { evidence }]) => (evidence.checks ?? []).map(({ name }) => name));
  return { names: namesOf(models, read.value, checks), stages: Object.fromEntries(stages) };
};

/** Newest first; versions whose facts cannot be read are left out. */
const recentVersions = async ({ registry }: Ports, model: string): Promise<Result<readonly Candidate[]>> => {
  const listed = await registry.listVersions(model);
  if (!listed.ok) return listed.reason === "absent" ? success([]) : listed;
  const read = await Promise.all(listed.value.slice(0, mostVersions).map(({ version }) => registry.readVersion(model, version)));
  const lost = read.find((one): one is Failure => !one.ok && one.reason !== "absent" && one.reason !== "malformed");
  return lost ?? success(read.flatMap((one) => (one.ok ? [one.value] : [])));
};

const namesOf = (models: readonly string[], versions: readonly Candidate[], checks: readonly string[]): RegistryNames => {
  const keysOf = (key: "metrics" | "tags" | "params") =>
    [...new Set(versions.flatMap((version) => Object.keys(version[key] ?? {})))].sort();
  return { models, metrics: keysOf("metrics"), tags: keysOf("tags"), params: keysOf("params"), checks: [...new Set(checks)].sort() };
};

const numbersOf = (metrics: Readonly<Record<string, Metric>>): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(metrics).flatMap(([name, metric]): [string, number][] => {
      const value = typeof metric === "object" && metric !== null ? metric.value : metric;
      return typeof value === "number" ? [[name, value]] : [];
    }),
  );

const unseen = ({ message, help }: Failure): Unseen => ({ unseen: message, ...(help !== undefined && { help }) });

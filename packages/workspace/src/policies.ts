import {
  compile,
  governingPolicies,
  isPolicyTestFile,
  loadPolicy,
  overlappingPolicies,
  modelMatcher,
  unkeptStages,
  type Diagnostic,
  type ParsedPolicy,
  type Program,
} from "@muster/core";
import { ProblemError, problem, take } from "./problem.js";
import type { Workspace } from "./open.js";

const defaultPolicies = ["promotion.yaml", "**/*.promotion.yaml", "**/*.promotion.yml", "**/*.promotion.json"];

/** Policies as they were read, and every text that was read for them, by file. */
export interface Policies {
  readonly parsed: readonly ParsedPolicy[];
  readonly texts: ReadonlyMap<string, string>;
}

/** The names of a workspace's policy files. */
export const policyFiles = async ({ files, config }: Pick<Workspace, "files" | "config">): Promise<readonly string[]> => {
  const isPolicy = modelMatcher(patternsOf(config));
  return (await filesOn(files)).filter((file) => isPolicy(file) && !isPolicyTestFile(file));
};

/** The names of a workspace's policy tests. */
export const policyTestFiles = async ({ files }: Workspace): Promise<readonly string[]> => (await filesOn(files)).filter(isPolicyTestFile);

const filesOn = async (files: Workspace["files"]): Promise<readonly string[]> => {
  const listed = await files.list();
  if (!listed.ok && files.commit === undefined) throw problem("config", listed.message, listed.help);
  return take(listed);
};

export const patternsOf = (config: Workspace["config"]): readonly string[] => config?.policies ?? defaultPolicies;

export const readPolicies = async ({ files, gates }: Pick<Workspace, "files" | "gates">, names: readonly string[]): Promise<Policies> => {
  const texts = new Map<string, string>();
  const parsed: ParsedPolicy[] = [];
  for (const name of names) {
    const read = async (file: string) => {
      const text = await (file === name ? files.read(file) : files.read(file, name));
      if (text.ok) texts.set(file, text.value);
      return text;
    };
    parsed.push(await loadPolicy(name, read, { gates }));
  }
  return { parsed, texts };
};

/** A policy ready to decide, and the files that it was read from. */
export interface Governing {
  readonly program: Program;
  readonly files: readonly string[];
}

/** The one policy that governs a model. */
export const programFor = async (workspace: Workspace, model: string): Promise<Governing> => {
  const policies = await readPolicies(workspace, await policyFiles(workspace));
  return governingIn(policies, workspace, model);
};

/** Of policies that were read, the one that governs a model. */
export const governingIn = (policies: Policies, workspace: Workspace, model: string): Governing => {
  const governing = governingPolicies(policies.parsed, model);
  const broken = governing.filter(({ policy }) => policy === undefined);
  if (broken.length > 0) throw brokenPolicies(broken, policies.texts);
  const [policy, second] = governing;
  if (policy === undefined) throw noPolicy(model, policies, workspace);
  if (second !== undefined) throw twoPolicies(governing, model, policies.texts);
  const unkept = workspace.config === undefined ? [] : unkeptStages(policy, workspace.config);
  if (unkept.length > 0) throw brokenPolicies([{ ...policy, diagnostics: unkept }], policies.texts);
  return { program: compilePolicy(policy, workspace), files: filesOf(policy, policies.texts) };
};

/** The file of a policy, and those that it extends. */
const filesOf = ({ file, texts }: ParsedPolicy, read: ReadonlyMap<string, string>): readonly string[] => {
  const used = new Set(Object.values(texts));
  return [file, ...[...read].filter(([name, text]) => name !== file && used.has(text)).map(([name]) => name)];
};

/** The policy in one file, ready to decide. */
export const programIn = async (workspace: Pick<Workspace, "files" | "gates">, file: string): Promise<Program> => {
  const { parsed, texts } = await readPolicies(workspace, [file]);
  const [policy] = parsed;
  if (policy?.policy === undefined) throw brokenPolicies(parsed, texts);
  return compilePolicy(policy, workspace);
};

const compilePolicy = (policy: ParsedPolicy, { gates }: Pick<Workspace, "gates">): Program =>
  compile(policy, { gates, ...(process.versions["tz"] !== undefined && { timeZoneData: process.versions["tz"] }) });

const isError = ({ severity }: Diagnostic): boolean => severity === "error";

const brokenPolicies = (broken: readonly ParsedPolicy[], texts: ReadonlyMap<string, string>): ProblemError =>
  new ProblemError({
    code: "policy",
    message: `${broken.map(({ file }) => `\`${file}\``).join(" and ")} cannot be used: nothing is decided by a policy with errors`,
    help: "repair it, then `muster validate`",
    diagnostics: broken.flatMap(({ diagnostics }) => diagnostics.filter(isError)),
    texts,
  });

const twoPolicies = (governing: readonly ParsedPolicy[], model: string, texts: ReadonlyMap<string, string>): ProblemError =>
  new ProblemError({
    code: "policy",
    message: `${governing.length} policies govern \`${model}\`: ${governing.map(({ file }) => `\`${file}\``).join(" and ")}`,
    help: "change `models` so that one policy is left",
    diagnostics: overlappingPolicies(governing, [model]),
    texts,
  });

const noPolicy = (model: string, { parsed }: Policies, { config, files }: Workspace): ProblemError => {
  const where = files.commit === undefined ? "" : ` of commit ${files.commit.slice(0, 7)}`;
  const looked =
    parsed.length === 0
      ? `no file${where} matches ${patternsOf(config)
          .map((pattern) => `\`${pattern}\``)
          .join(", ")}`
      : `looked at ${parsed.map(({ file, policy }) => `\`${file}\` (${(policy?.models ?? []).join(", ")})`).join(", ")}${where}`;
  return problem("policy", `no policy governs \`${model}\``, looked);
};

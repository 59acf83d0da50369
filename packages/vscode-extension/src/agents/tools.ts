import { LanguageModelTextPart, LanguageModelToolResult, lm, l10n, workspace, type Disposable, type LanguageModelTool } from "vscode";
import { programFor } from "@muster/workspace";
import { ProblemError, problem } from "@muster/workspace/problem";
import { decide, identityIn } from "../workspaces/decide.js";
import { openCommitted, type Access } from "../workspaces/opened.js";
import type { Overviews } from "../workspaces/overviews.js";
import { findRoots, nameOfRoot } from "../workspaces/roots.js";
import { candidatesOf, checkOf, explanationOf } from "./answers.js";

/** More than a model should read of one answer, in characters. */
const longest = 12_000;

type Input = Readonly<Record<string, unknown>>;

/** What agents may ask. Nothing here writes: no tool promotes, approves or records. */
export const registerTools = (access: Access, overviews: Overviews): readonly Disposable[] => {
  const decided = async (input: Input) => {
    const [model, version, to] = [textIn(input, "model"), textIn(input, "version"), textIn(input, "to")];
    const root = await rootFor(overviews, model, input["workspace"]);
    const { workspace: opened, ports } = await openCommitted(access, root);
    const { program } = await programFor(opened, model);
    return (await decide(ports, program, { model, version, to }, await identityIn(root))).decision;
  };
  return [
    lm.registerTool(
      "muster_check_promotion",
      toolOf(async (input) => checkOf(await decided(input))),
    ),
    lm.registerTool(
      "muster_explain_decision",
      toolOf(async (input) => explanationOf(await decided(input))),
    ),
    lm.registerTool(
      "muster_list_candidates",
      toolOf(async (input) => {
        const model = typeof input["model"] === "string" ? input["model"] : undefined;
        return candidatesOf(await overviews.freshen(), model);
      }),
    ),
  ];
};

/** A tool that answers with JSON, and with what is wrong instead where something is. */
const toolOf = (answer: (input: Input) => Promise<unknown>): LanguageModelTool<Input> => ({
  prepareInvocation: () => ({ invocationMessage: l10n.t("Asking the promotion policy") }),
  invoke: async ({ input }) => {
    if (!workspace.isTrusted) return resultOf({ problem: "the workspace is not trusted: no registry is asked until a person trusts it" });
    try {
      return resultOf(await answer(input));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const { message, help } = error.problem;
      return resultOf({ problem: message, ...(help !== undefined && { help }) });
    }
  },
});

const resultOf = (answer: unknown): LanguageModelToolResult => {
  const text = JSON.stringify(answer, null, 2);
  const bounded = text.length <= longest ? text : `${text.slice(0, longest)}\n… cut off after ${longest} of ${text.length} characters`;
  return new LanguageModelToolResult([new LanguageModelTextPart(bounded)]);
};

const textIn = (input: Input, key: string): string => {
  const value = input[key];
  if (typeof value !== "string" || value === "")
    throw problem("usage", `the tool needs \`${key}\``, "`muster_list_candidates` tells what there is");
  return value;
};

/** The workspace that has the model; a name is needed only where several have it. */
const rootFor = async (overviews: Overviews, model: string, named: unknown): Promise<string> => {
  const roots = await findRoots();
  const [only] = roots;
  if (only === undefined) throw problem("config", "no `muster.config.yaml` is in the workspace");
  if (roots.length === 1) return only;
  if (typeof named === "string") {
    const found = roots.find((root) => nameOfRoot(root) === named);
    if (found !== undefined) return found;
  }
  const having = (await overviews.freshen()).filter((one) => "models" in one && one.models.some((status) => status.model === model));
  const [first, second] = having;
  if (first !== undefined && second === undefined) return first.root;
  throw problem(
    "usage",
    `\`${model}\` is in ${having.length} workspaces`,
    `name one as \`workspace\`: ${roots.map((root) => `\`${nameOfRoot(root)}\``).join(", ")}`,
  );
};

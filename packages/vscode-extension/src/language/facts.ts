import { relative, sep } from "node:path";
import { Disposable, Uri, workspace, type LogOutputChannel, type TextDocument } from "vscode";
import { readFactsOf, type SeenFacts, type Unseen } from "@muster/language-server";
import { programIn } from "@muster/workspace";
import { ProblemError } from "@muster/workspace/problem";
import { openWorkingTree, type Access } from "../workspaces/opened.js";
import { rootOf } from "../workspaces/roots.js";
import type { Overviews } from "../workspaces/overviews.js";

/** What is known about one policy; what `muster/facts` carries. */
export interface PolicyFacts {
  readonly uri: string;
  readonly names?: SeenFacts["names"] | Unseen;
  readonly stages: Readonly<Record<string, SeenFacts["stages"][string] | Unseen>>;
}

export interface FactsOptions {
  readonly access: Access;
  readonly overviews: Overviews;
  readonly output: LogOutputChannel;
  push(policies: readonly PolicyFacts[]): void;
}

/** How long what was read of a policy counts, in milliseconds. */
const keep = 30_000;

/**
 * Reads, behind, what registry and ledger know about the policies that are open in editors, and pushes it when it has changed.
 * Nothing is read of a workspace that is not trusted, or where the person switched it off.
 */
export const followFacts = ({ access, overviews, output, push }: FactsOptions): Disposable => {
  const known = new Map<string, { readonly facts: PolicyFacts | undefined; readonly at: number }>();
  const reading = new Set<string>();

  const read = async (uri: string): Promise<void> => {
    if (reading.has(uri)) return;
    reading.add(uri);
    try {
      const before = known.get(uri)?.facts;
      const facts = (await factsOf(access, uri)) ?? before;
      known.set(uri, { facts, at: Date.now() });
      if (JSON.stringify(before) !== JSON.stringify(facts)) pushAll();
    } catch (error) {
      output.error(error instanceof Error ? error : String(error));
    } finally {
      reading.delete(uri);
    }
  };
  const pushAll = (): void => push([...known.values()].flatMap(({ facts }) => facts ?? []));
  const look = (isOld: (at: number) => boolean): void => {
    if (!workspace.isTrusted || !workspace.getConfiguration("muster").get<boolean>("liveFacts", true)) return;
    for (const document of workspace.textDocuments.filter(isPolicy)) {
      const uri = document.uri.toString();
      if (isOld(known.get(uri)?.at ?? -Infinity)) void read(uri);
    }
  };
  const lookAgain = (): void => look(() => true);

  look((at) => Date.now() - at > keep);
  return Disposable.from(
    workspace.onDidOpenTextDocument((document) => {
      if (isPolicy(document)) look((at) => Date.now() - at > keep);
    }),
    workspace.onDidSaveTextDocument((document) => {
      if (isPolicy(document)) lookAgain();
    }),
    workspace.onDidCloseTextDocument(({ uri }) => {
      if (known.delete(uri.toString())) pushAll();
    }),
    workspace.onDidGrantWorkspaceTrust(lookAgain),
    workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration("muster.liveFacts")) return;
      known.clear();
      pushAll();
      lookAgain();
    }),
    overviews.onDidChange(lookAgain),
  );
};

const isPolicy = ({ languageId, uri }: TextDocument): boolean => languageId === "promotion" && uri.scheme === "file";

/** Undefined where there is nothing to know: no configuration that names a registry, or a policy with an error. */
const factsOf = async (access: Access, uri: string): Promise<PolicyFacts | undefined> => {
  const root = rootOf(uri);
  if (root === undefined) return undefined;
  const file = relative(root, Uri.parse(uri, true).fsPath).split(sep).join("/");
  try {
    const { workspace: opened, ports } = await openWorkingTree(access, root);
    const program = await programIn(opened, file);
    const seen = await readFactsOf(ports, program.governs, program);
    if (!("unseen" in seen)) return { uri, ...seen };
    return { uri, names: seen, stages: Object.fromEntries([...program.stages.keys()].map((stage) => [stage, seen])) };
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
};

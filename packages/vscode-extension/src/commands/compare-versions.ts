import { commands, l10n, Uri, workspace, type Disposable } from "vscode";
import { canonicalJson } from "@muster/core";
import { problem, take } from "@muster/workspace/problem";
import { chooseOne } from "../promote/ask.js";
import { chooseSubject } from "../promote/choose-subject.js";
import { openCommitted, type Access } from "../workspaces/opened.js";
import type { Command } from "./command.js";

const scheme = "muster-facts";

/** Shows the facts of two versions side by side, as the registry tells them. */
export const compareVersions: Command = async (muster, given) => {
  const title = l10n.t("Compare Versions");
  const subject = await chooseSubject(muster.access, given, ["model", "version"], { title });
  if (subject === undefined) return undefined;
  const { root, model, version } = subject;
  const other = given.other ?? (await chooseOther(muster.access, title, subject));
  if (other === undefined) return undefined;
  const [left, right] = [addressOf(root, model, other), addressOf(root, model, version)];
  await commands.executeCommand("vscode.diff", left, right, `${model}: ${other} ↔ ${version}`, { preview: true });
  return [left.toString(), right.toString()];
};

interface Compared {
  readonly root: string;
  readonly model: string;
  readonly version: string;
}

const chooseOther = async (access: Access, title: string, { root, model, version }: Compared): Promise<string | undefined> => {
  const { ports } = await openCommitted(access, root);
  const others = take(await ports.registry.listVersions(model)).filter((one) => one.version !== version);
  if (others.length === 0) throw problem("absent", l10n.t("`{0}` has no other version", model), l10n.t("register another one"));
  const holders = Object.entries(take(await ports.registry.readHolders(model)));
  return chooseOne(
    `${title}: ${model}@${version}`,
    l10n.t("Compare with"),
    others.map((one) => ({
      value: one.version,
      label: one.version,
      description: holders.flatMap(([stage, held]) => (held === one.version ? [stage] : [])).join(" · "),
    })),
  );
};

const addressOf = (root: string, model: string, version: string): Uri =>
  Uri.from({ scheme, path: `/${model}@${version}.json`, query: JSON.stringify([root, model, version]) });

/** Gives the editor the facts of a version; keys in one order, so that only what differs shows as a difference. */
export const provideFacts = (access: Access): Disposable =>
  workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: async ({ query }) => {
      const [root = "", model = "", version = ""] = JSON.parse(query) as readonly string[];
      const { ports } = await openCommitted(access, root);
      const facts = take(await ports.registry.readVersion(model, version));
      return `${JSON.stringify(JSON.parse(canonicalJson(facts)), null, 2)}\n`;
    },
  });

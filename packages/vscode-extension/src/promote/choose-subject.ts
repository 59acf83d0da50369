import { l10n } from "vscode";
import { programFor } from "@muster/workspace";
import { problem, take } from "@muster/workspace/problem";
import { decide, identityIn } from "../workspaces/decide.js";
import { openCommitted, type Access } from "../workspaces/opened.js";
import { findRoots, nameOfRoot } from "../workspaces/roots.js";
import { choose, type Answer, type Question } from "./ask.js";
import type { Subject } from "./subject.js";
import { plain } from "../wording/plain.js";
import { ago } from "./ago.js";
import { reasonFor, verdictIcon, verdictName } from "./verdict.js";

type Part = keyof Subject;

export interface Asked {
  readonly title: string;
  /** Show what the policy says of each stage. */
  readonly verdicts?: boolean;
}

/** Asks for what is not said yet, one part after the other, and back; undefined where the person leaves. */
export const chooseSubject = async <P extends Part>(
  access: Access,
  given: Subject,
  parts: readonly P[],
  asked: Asked,
): Promise<Required<Pick<Subject, P | "root">> | undefined> => {
  const order = (["root", "model", "version", "stage"] as const).filter(
    (part) => part === "root" || (parts as readonly Part[]).includes(part),
  );
  let subject = given;
  const answered: Part[] = [];
  for (let next = missing(order, subject); next !== undefined; next = missing(order, subject)) {
    const only = next === "root" ? await onlyRoot() : undefined;
    const answer: Answer = only ?? (await choose(questions[next](access, subject, { ...asked, canGoBack: answered.length > 0 })));
    if (answer === undefined) return undefined;
    if (answer === "back") {
      const last = answered.pop();
      if (last !== undefined) subject = { ...subject, [last]: undefined };
    } else {
      if (only === undefined) answered.push(next);
      subject = { ...subject, [next]: answer.value };
    }
  }
  return subject as Required<Pick<Subject, P | "root">>;
};

const missing = (order: readonly Part[], subject: Subject): Part | undefined => order.find((part) => subject[part] === undefined);

const onlyRoot = async (): Promise<Exclude<Answer, "back">> => {
  const roots = await findRoots();
  if (roots.length === 0)
    throw problem("config", l10n.t("no `muster.config.yaml` is in the workspace"), l10n.t("write one with `Muster: New Promotion Policy`"));
  const [only] = roots;
  return roots.length === 1 && only !== undefined ? { value: only } : undefined;
};

type Ask = (access: Access, subject: Subject, asked: Asked & { readonly canGoBack: boolean }) => Question;

const questions: Readonly<Record<Part, Ask>> = {
  root: (_access, _subject, asked) => ({
    ...asked,
    placeholder: l10n.t("Workspace"),
    choices: async () => (await findRoots()).map((root) => ({ value: root, label: nameOfRoot(root) })),
  }),
  model: (access, { root = "" }, asked) => ({
    ...asked,
    placeholder: l10n.t("Model"),
    choices: async () => {
      const { ports } = await openCommitted(access, root);
      const models = take(await ports.registry.listModels());
      if (models.length === 0)
        throw problem("absent", l10n.t("no model is registered"), l10n.t("register a version: `muster register NAME@VERSION`"));
      return models.map((model) => ({ value: model, label: model }));
    },
  }),
  version: (access, { root = "", model = "" }, asked) => ({
    ...asked,
    title: `${asked.title}: ${model}`,
    placeholder: l10n.t("Version"),
    choices: async () => {
      const { ports } = await openCommitted(access, root);
      const [versions, holders] = await Promise.all([ports.registry.listVersions(model), ports.registry.readHolders(model)]);
      const stagesOf = (version: string) => Object.entries(take(holders)).flatMap(([stage, held]) => (held === version ? [stage] : []));
      return take(versions).map(({ version, createdAt }) => ({
        value: version,
        label: version,
        description: [...stagesOf(version), ...(createdAt === undefined ? [] : [ago(createdAt)])].join(" · "),
      }));
    },
  }),
  stage: (access, { root = "", model = "", version }, asked) => {
    const opened = openCommitted(access, root);
    const program = opened.then(({ workspace }) => programFor(workspace, model)).then((governing) => governing.program);
    return {
      ...asked,
      title: `${asked.title}: ${model}${version === undefined ? "" : `@${version}`}`,
      placeholder: l10n.t("Stage"),
      choices: async () =>
        [...(await program).stages.values()].filter(({ isEntry }) => !isEntry).map(({ name }) => ({ value: name, label: name })),
      ...(asked.verdicts === true &&
        version !== undefined && {
          fill: async (show, abandoned) => {
            const { ports } = await opened;
            const requester = await identityIn(root);
            for (const { name, isEntry } of (await program).stages.values()) {
              if (abandoned()) return;
              if (isEntry) continue;
              const { decision } = await decide(ports, await program, { model, version, to: name }, requester);
              show({
                value: name,
                label: name,
                description: `$(${verdictIcon(decision)}) ${verdictName(decision)}`,
                detail: plain(reasonFor(decision)),
              });
            }
          },
        }),
    };
  },
};

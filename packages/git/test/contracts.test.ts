import { gitLedger, gitRegistry } from "@muster/git";
import type { Ledger } from "@muster/core";
import { ledgerContract, registryContract, type LedgerSubject, type RegistrySubject } from "@muster/core/testing";
import { clone, commit, git, newFolder, newRemote, newRepository, tag, writeOnBranch } from "./repositories.js";

const versions = ["v2.0.0", "v1.10.0", "v1.9.0"] as const;

/** A repository with three versions of `fraud-cards`; the metrics of the oldest cannot be read. */
const modelRepository = (): string => {
  const directory = newRepository();
  const register = (version: string, metrics: string, day: number) =>
    tag(directory, `fraud-cards@${version}`, commit(directory, { "metrics/fraud-cards.json": metrics }), `2026-11-0${day}T08:00:00Z`);
  register("v1.9.0", '{"auc": 0.9,', 1);
  register("v1.10.0", '{"auc": 0.91}', 2);
  register("v2.0.0", '{"auc": 0.92}', 3);
  return directory;
};

const metrics = ["metrics/{model}.json"];

const withGoneRemote = (directory: string): string => {
  git(directory, "remote", "add", "gone", `file://${newFolder()}/gone.git`);
  return directory;
};

const registrySubject = (directory: string, remote: { readonly remote?: string }): RegistrySubject => {
  const registry = gitRegistry({ directory, metrics, ...remote });
  return {
    registry,
    model: "fraud-cards",
    versions,
    malformed: { registry, model: "fraud-cards", version: "v1.9.0" },
    unreachable: gitRegistry({ directory: withGoneRemote(directory), remote: "gone" }),
  };
};

const publishedModels = (): string => {
  const remote = newRemote();
  const directory = modelRepository();
  git(directory, "push", "--quiet", remote, "main", "--tags");
  return remote;
};

const ledgerSubject = (store: string, open: () => Ledger): LedgerSubject => {
  const change = (path: string, edit: (text: string) => string) => {
    writeOnBranch(store, "muster/ledger", { [path]: edit(git(store, "show", `muster/ledger:${path}`)) });
    return Promise.resolve();
  };
  return {
    open: () => Promise.resolve(open()),
    changeEvent: (seq) => change(`events/00000/0000000${seq}.json`, (text) => `${text.replace("fraud-cards", "fraud-loans")}\n`),
    changeAttachment: (digest) => change(attachmentPath(digest), (text) => `${text} `),
    unreachable: () => Promise.resolve(gitLedger({ directory: withGoneRemote(newRepository()), remote: "gone" })),
  };
};

const attachmentPath = (digest: string) => digest.replace(/^sha256:(..)(.*)$/, "attachments/$1/$2.json");

describe("the git registry keeps the contract", () => {
  describe("on the tags of a repository", () =>
    registryContract({ describe, it }, () => Promise.resolve(registrySubject(modelRepository(), {}))));

  describe("on the tags of a remote", () =>
    registryContract({ describe, it }, () => Promise.resolve(registrySubject(clone(publishedModels()), { remote: "origin" }))));

  describe("in a shallow clone without tags", () =>
    registryContract({ describe, it }, () =>
      Promise.resolve(registrySubject(clone(publishedModels(), "--depth=1", "--no-tags"), { remote: "origin" })),
    ));
});

describe("the git ledger keeps the contract", function () {
  this.timeout(120_000); // 8 writers at once take their time

  describe("in a repository without a commit", () => {
    ledgerContract({ describe, it }, () => {
      const directory = newRepository();
      return Promise.resolve(ledgerSubject(directory, () => gitLedger({ directory })));
    });
  });

  describe("in clones of a remote", () => {
    ledgerContract({ describe, it }, () => {
      const remote = newRemote();
      return Promise.resolve(ledgerSubject(remote, () => gitLedger({ directory: clone(remote), remote: "origin" })));
    });
  });
});

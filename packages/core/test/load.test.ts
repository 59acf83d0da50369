/** Policies that extend others. */
import assert from "node:assert/strict";
import { compile, failure, loadPolicy, success, type ParsedPolicy } from "@muster/core";

const load = (files: Readonly<Record<string, string>>, file: string): Promise<ParsedPolicy> =>
  loadPolicy(file, (name) => {
    const text = Object.hasOwn(files, name) ? files[name] : undefined;
    return Promise.resolve(text === undefined ? failure("absent", `there is no file \`${name}\``, "look again") : success(text));
  });

const company = `version: 1
name: company
description: What every model must pass.
models: ["*"]
signed: required
groups:
  leads: [alice@example.com, bob@example.com]
stages:
  - name: development
  - name: staging
    gates:
      - tag: model_card
        exists: true
  - name: production
    gates:
      - approvals: 2
        from: [leads]
`;

const team = `version: 1
name: team
extends: ../company.yaml
models: ["fraud-*", "credit-*"]
groups:
  risk: [dana@example.com]
stages:
  - name: staging
    gates:
      - metric: auc
        min: 0.9
  - name: canary
    gates:
      - soak: 24h
`;

const fraud = `version: 1
name: fraud
extends: ./team/policy.yaml
models: ["fraud-*"]
stages:
  - name: shadow
    gates:
      - tag: tier
        exists: true
  - name: staging
    gates:
      - metric: auc
        max: 0.999
        id: not-too-good
  - name: production
    gates:
      - approvals: 1
        from: [risk]
    rollback:
      gates:
        - approvals: 1
          from: [risk]
`;

const files = { "ml/fraud.yaml": fraud, "ml/team/policy.yaml": team, "ml/company.yaml": company };

describe("a policy that extends others", () => {
  it("has the gates of its bases before its own, stage by stage", async () => {
    const { policy, diagnostics } = await load(files, "ml/fraud.yaml");
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(
      policy?.stages.map(({ name, after, gates = [] }) => [name, after, gates.map((gate) => Object.values(gate)[0] as unknown)]),
      [
        ["development", undefined, []],
        ["staging", ["development"], ["model_card", "auc", "auc"]],
        ["canary", ["staging"], ["24h"]],
        ["production", ["staging"], [2, 1]],
        ["shadow", undefined, ["tier"]],
      ],
    );
    assert.equal(policy.stages[3]?.rollback?.gates.length, 1);
  });

  it("has its own name and models, and its bases' description, signatures and groups", async () => {
    const { policy } = await load(files, "ml/fraud.yaml");
    assert.equal(policy?.name, "fraud");
    assert.deepEqual(policy.models, ["fraud-*"]);
    assert.equal(policy.description, "What every model must pass.");
    assert.equal(policy.signed, "required");
    assert.deepEqual(policy.groups, { leads: ["alice@example.com", "bob@example.com"], risk: ["dana@example.com"] });
  });

  it("keeps each gate's place in its own file", async () => {
    const parsed = await load(files, "ml/fraud.yaml");
    const stage = compile(parsed).stages.get("staging");
    assert.deepEqual(
      stage?.gates.map(({ id, fixed: { location } }) => [id, location.file, location.line]),
      [
        ["tag:model_card", "ml/company.yaml", 12],
        ["metric:auc", "ml/team/policy.yaml", 10],
        ["not-too-good", "ml/fraud.yaml", 12],
      ],
    );
  });

  it("finds each key of a stage in the file that has it", async () => {
    const { policy, sources } = await load(files, "ml/fraud.yaml");
    const groups = policy?.groups ?? {};
    assert.deepEqual(
      ["leads", "risk"].map((name) => sources.locate(groups, name, "key")).map(({ file, start }) => `${file}:${start.line}`),
      ["ml/company.yaml:7", "ml/team/policy.yaml:6"],
    );
  });

  it("has a digest of all the texts, and keeps them", async () => {
    const { digest, texts, base } = await load(files, "ml/fraud.yaml");
    for (const text of [fraud, team, company]) assert.ok(Object.values(texts).includes(text));
    assert.notEqual(digest, (await load({ ...files, "ml/company.yaml": `${company}\n` }, "ml/fraud.yaml")).digest);
    assert.equal(base?.base?.file, "ml/company.yaml");
  });

  it("is told the errors of its base, and not what its base is warned of", async () => {
    const open = company.replace(/ {4}gates:\n {6}- tag[^]*?true\n/, "");
    const { diagnostics } = await load({ ...files, "ml/company.yaml": open }, "ml/fraud.yaml");
    assert.deepEqual(diagnostics, []);
    const broken = await load({ ...files, "ml/company.yaml": company.replace("approvals: 2", "aprovals: 2") }, "ml/fraud.yaml");
    assert.deepEqual(
      broken.diagnostics.map(({ code, range }) => `${range.file}:${range.start.line} ${code}`),
      ["ml/fraud.yaml:3 extends-not-found", "ml/team/policy.yaml:3 extends-not-found", "ml/company.yaml:16 unknown-kind"],
    );
  });

  it("cannot take the id of a base's gate, not even by default", async () => {
    const base = company.replace("tag: model_card\n", "tag: model_card\n        id: metric:auc\n");
    const { diagnostics } = await load({ ...files, "ml/company.yaml": base }, "ml/team/policy.yaml");
    assert.deepEqual(
      diagnostics.map(({ code, range }) => `${range.file}:${range.start.line} ${code}`),
      ["ml/team/policy.yaml:10 loosens-base"],
    );
  });

  it("does not lose a stage that stands twice", async () => {
    const twice = fraud.replace("name: shadow", "name: production");
    assert.deepEqual(
      (await load({ ...files, "ml/fraud.yaml": twice }, "ml/fraud.yaml")).diagnostics.map(({ code }) => code),
      ["duplicate-stage"],
    );
  });

  it("is an error without its base", async () => {
    const { diagnostics, policy } = await load({ "ml/fraud.yaml": fraud }, "ml/fraud.yaml");
    assert.equal(policy, undefined);
    assert.deepEqual(
      diagnostics.map(({ code, message, help }) => [code, message, help]),
      [["extends-not-found", "there is no file `ml/team/policy.yaml`", "look again"]],
    );
  });
});

describe("the file that `extends` names", () => {
  const cases: readonly (readonly [file: string, named: string, read: string | undefined])[] = [
    ["promotion.yaml", "base.yaml", "base.yaml"],
    ["a/promotion.yaml", "./base.yaml", "a/base.yaml"],
    ["a/b/promotion.yaml", "../base.yaml", "a/base.yaml"],
    ["a/promotion.yaml", "../../base.yaml", "../base.yaml"],
    ["../a/promotion.yaml", "../base.yaml", "../base.yaml"],
    ["/srv/a/promotion.yaml", "../base.yaml", "/srv/base.yaml"],
    ["/promotion.yaml", "../../base.yaml", "/base.yaml"],
    ["file:///srv/a/promotion.yaml", "../base.yaml", "file:///srv/base.yaml"],
    ["C:\\work\\a\\promotion.yaml", "../base.yaml", "C:\\work\\base.yaml"],
    ["C:/work/promotion.yaml", "base.yaml", "C:/work/base.yaml"],
    ["promotion.yaml", "/etc/base.yaml", undefined],
    ["promotion.yaml", "https://example.com/base.yaml", undefined],
    ["promotion.yaml", "C:\\base.yaml", undefined],
    ["promotion.yaml", "..\\base.yaml", undefined],
  ];

  for (const [file, named, read] of cases) {
    it(`is ${read ?? "none"} for ${named} in ${file}`, async () => {
      const asked: string[] = [];
      await loadPolicy(file, (name) => {
        asked.push(name);
        return Promise.resolve(name === file ? success(`extends: ${JSON.stringify(named)}\n`) : failure("absent", "no"));
      });
      assert.deepEqual(asked, read === undefined ? [file] : [file, read]);
    });
  }
});

describe("a policy file that cannot be read", () => {
  it("is an error with the reason of the reader", async () => {
    const { diagnostics, policy, file } = await load({}, "promotion.yaml");
    assert.equal(policy, undefined);
    assert.equal(file, "promotion.yaml");
    assert.deepEqual(
      diagnostics.map(({ code, severity, message, help }) => ({ code, severity, message, help })),
      [{ code: "unreadable-file", severity: "error", message: "there is no file `promotion.yaml`", help: "look again" }],
    );
  });
});

/** What package.json promises of the extension. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

interface Clause {
  readonly command: string;
  readonly when?: string;
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category?: string;
      readonly enablement?: string;
    }[];
    readonly menus: Readonly<Record<string, readonly Clause[]>>;
    readonly views: { readonly muster: readonly { readonly id: string; readonly when?: string }[] };
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string; readonly when?: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope?: string; readonly default?: unknown }>> };
    readonly languageModelTools: readonly { readonly name: string; readonly when?: string }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly media: { readonly markdown: string };
        readonly description: string;
        readonly completionEvents: readonly string[];
      }[];
    }[];
  };
}

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const text = readFileSync(at("package.json"), "utf8");
const { activationEvents, contributes } = JSON.parse(text) as Manifest;
const english = JSON.parse(readFileSync(at("package.nls.json"), "utf8")) as Readonly<Record<string, string>>;

const ids = contributes.commands.map(({ command }) => command);
const said = (key: string): string => english[key.replaceAll("%", "")] ?? assert.fail(`package.nls.json has no ${key}`);
const linkedIn = (markdown: string): readonly string[] => [...markdown.matchAll(/\(command:([\w.]+)\)/g)].map(([, id = ""]) => id);

type State = Parameters<typeof holds>[1];
const welcomes = (id: string, state: State): readonly string[] =>
  contributes.viewsWelcome.filter(({ view, when = "" }) => view === id && holds(when, state)).map(({ contents }) => contents);

/** These run nothing of a workspace and ask nobody. */
const offline = ["check", "newPolicy", "signOut", "restartLanguageServer", "showOutput"].map((name) => `muster.${name}`);

describe("the extension's manifest", () => {
  it("has a command for everything that one does with Muster", () => {
    assert.deepEqual(contributes.commands.map(({ title }) => said(title)).sort(), [
      ...["Approve…", "Check Promotion", "Compare Versions", "Connect Registry…", "New Promotion Policy", "Promote Model Version…"],
      ...["Record Check Result…", "Refresh", "Reject…", "Restart Language Server", "Revoke Approval…", "Roll Back…"],
      ...["Show History", "Show Output", "Show Promotion Report", "Sign Out", "Verify Ledger"],
    ]);
  });

  it("has every command under one name in the palette", () => {
    assert.deepEqual(new Set(contributes.commands.map(({ category }) => category)), new Set(["Muster"]));
  });

  it("hides in the palette, and disables everywhere, what needs trust", () => {
    const palette = new Map(contributes.menus["commandPalette"]?.map(({ command, when = "" }) => [command, when]));
    for (const { command, enablement = "" } of contributes.commands) {
      const needsTrust = !offline.includes(command);
      assert.equal(/\bisWorkspaceTrusted\b/.test(enablement), needsTrust, command);
      assert.equal(/\bisWorkspaceTrusted\b/.test(palette.get(command) ?? ""), needsTrust, command);
    }
    for (const { name, when } of contributes.languageModelTools) assert.match(when ?? "", /\bisWorkspaceTrusted\b/, name);
  });

  it("names in menus, welcome texts and the walkthrough only commands that there are", () => {
    const inMenus = Object.values(contributes.menus).flatMap((clauses) => clauses.map(({ command }) => command));
    const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    const texts = [...contributes.viewsWelcome.map(({ contents }) => contents), ...steps.map(({ description }) => description)].map(said);
    const events = steps.flatMap(({ completionEvents }) => completionEvents).filter((event) => event.startsWith("onCommand:"));
    const focuses = contributes.views.muster.map(({ id }) => `${id}.focus`);
    const named = [...inMenus, ...texts.flatMap(linkedIn), ...events.map((event) => event.slice("onCommand:".length))];
    const ours = named.filter((id) => id.startsWith("muster."));
    assert.ok(ours.length > 0);
    assert.deepEqual(
      ours.filter((id) => !ids.includes(id) && !focuses.includes(id)),
      [],
    );
  });

  it("welcomes with one action in every empty state of every view", () => {
    for (const { id } of contributes.views.muster) assert.ok(contributes.viewsWelcome.some(({ view }) => view === id));
    for (const { view, contents } of contributes.viewsWelcome)
      assert.equal(linkedIn(said(contents)).length, 1, `${view}: ${said(contents)}`);
    // Exactly one of a view's texts is shown in each state that it can be empty in.
    const read = { "muster.read": true, "muster.unread": false };
    const states = [
      { isWorkspaceTrusted: false, workspaceFolderCount: 1, "muster.workspaces": 1, ...read },
      { isWorkspaceTrusted: true, workspaceFolderCount: 0, "muster.workspaces": 0, ...read },
      { isWorkspaceTrusted: true, workspaceFolderCount: 1, "muster.workspaces": 0, ...read },
      { isWorkspaceTrusted: true, workspaceFolderCount: 1, "muster.workspaces": 1, ...read },
    ];
    for (const { id, when: appears = "" } of contributes.views.muster)
      for (const state of states.filter((one) => holds(appears, one)))
        assert.equal(welcomes(id, state).length, 1, `${id} in ${JSON.stringify(state)}`);
  });

  it("calls no view empty before it was read, nor where it could not be read", () => {
    const state = { isWorkspaceTrusted: true, workspaceFolderCount: 1, "muster.workspaces": 1, "muster.read": false };
    for (const { id } of contributes.views.muster) {
      assert.deepEqual(welcomes(id, { ...state, "muster.unread": false }), []);
      // The view of the models has a row that says why.
      assert.deepEqual(welcomes(id, { ...state, "muster.unread": true }), id === "muster.models" ? [] : ["%welcome.unread%"]);
    }
  });

  it("takes at most five steps to get started, each with something to look at", () => {
    for (const { steps } of contributes.walkthroughs) {
      assert.ok(steps.length > 0 && steps.length <= 5);
      for (const { media } of steps) assert.ok(readFileSync(at(media.markdown), "utf8").trim().length > 0);
    }
  });

  it("lets no workspace set what is contacted", () => {
    const { properties } = contributes.configuration;
    for (const [name, { scope, default: initial }] of Object.entries(properties)) {
      assert.ok(scope !== undefined, `${name} has no scope`);
      assert.ok(initial !== undefined, `${name} has no default`);
    }
    assert.equal(properties["muster.liveFacts"]?.scope, "machine");
  });

  it("activates on its own files and views only", () => {
    assert.deepEqual(
      activationEvents.filter((event) => !/^workspaceContains:.*(muster\.config|promotion\.test)\.yaml$/.test(event)),
      [],
    );
  });

  it("has every text in package.nls.json, and no text that nothing asks for", () => {
    const asked = [...text.matchAll(/"%([\w.]+)%"/g)].map(([, key = ""]) => key);
    assert.deepEqual([...new Set(asked)].sort(), Object.keys(english).sort());
  });

  it("names only files that there are", () => {
    for (const [, path = ""] of text.matchAll(/"\.?\/?((?:images|syntaxes|walkthrough|l10n)\b[^"]*)"/g))
      assert.ok(existsSync(at(path)), path);
  });
});

/** Whether a `when` clause of `&&`, `!`, `==` and `>` holds: all that the welcome texts use. */
const holds = (when: string, state: Readonly<Record<string, boolean | number>>): boolean =>
  (when === "" ? [] : when.split(" && ")).every((term) => {
    const [, name = "", operator, number] = /^!?([\w.]+)(?: (==|>) (\d+))?$/.exec(term) ?? assert.fail(`\`${term}\` is none of these`);
    if (operator === undefined) return term.startsWith("!") !== Boolean(state[name]);
    return operator === "==" ? state[name] === Number(number) : Number(state[name]) > Number(number);
  });

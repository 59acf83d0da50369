/** Reads policies whose comments say what is wrong with them: `#   ^^^^ code` beneath a line, `(warning)` or `(hint)` behind it. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import {
  checkPolicyTest,
  failure,
  loadPolicy,
  overlappingPolicies,
  readConfig,
  readPolicyTest,
  strayBindings,
  success,
  unkeptStages,
  type Diagnostic,
  type ParsedPolicy,
} from "@muster/core";
import { pluginGates } from "./plugin-gates.js";

export const fixtures = new URL("../../test/fixtures/diagnostics/", import.meta.url);

export interface Fixture {
  readonly code: string;
  readonly name: string;
  /**
   * Texts by file name. The policy is the one file, or `promotion.yaml`; several `*.promotion.yaml` are policies beside one another,
   * `*.test.yaml` are tests of them, and `muster.config.yaml` is their configuration.
   */
  readonly files: ReadonlyMap<string, string>;
}

export const codesWithFixtures: readonly string[] = readdirSync(fixtures).sort();

export const readFixtures = (code: string): readonly Fixture[] => {
  const folder = new URL(`${code}/`, fixtures);
  const read = (name: string) => repeated(readFileSync(new URL(name, folder), "utf8"));
  return readdirSync(folder)
    .filter((name) => name !== "messages.txt")
    .sort()
    .map((name) => {
      const isFolder = statSync(new URL(name, folder)).isDirectory();
      const names = isFolder ? readdirSync(new URL(`${name}/`, folder)).sort() : [name];
      return {
        code,
        name: name.replace(/\.ya?ml$/, ""),
        files: new Map(names.map((file) => [file, read(isFolder ? `${name}/${file}` : file)])),
      };
    });
};

/** `# repeated 100 times` stands for a hundred lines. */
export const repeated = (text: string): string =>
  text.replace(/^# repeated (\d+) times$/m, (line, times) => `${line}\n`.repeat(Number(times)));

const configName = "muster.config.yaml";

/** What is wrong with a configuration, and with policies beneath it. */
const configured = (text: string | undefined, policies: readonly ParsedPolicy[]): readonly Diagnostic[] => {
  if (text === undefined) return [];
  const read = readConfig({ file: configName, text });
  if (read.config === undefined) return read.diagnostics;
  const { config, sources } = read;
  return [...policies.flatMap((policy) => unkeptStages(policy, config)), ...strayBindings({ config, sources }, policies)];
};

/** The diagnostics of a fixture's policies, and of the tests of them. */
export const diagnose = async (files: ReadonlyMap<string, string>): Promise<readonly Diagnostic[]> => {
  const reader = (file: string) => {
    const text = files.get(file);
    return Promise.resolve(text === undefined ? failure("absent", `there is no file \`${file}\``) : success(text));
  };
  const names = [...files.keys()];
  const roots = names.length === 1 ? names : names.filter((name) => /(^|\.)promotion\.ya?ml$/.test(name));
  const policies = await Promise.all(roots.map((name) => loadPolicy(name, reader, { gates: pluginGates })));
  return [
    ...policies.flatMap(({ diagnostics }) => diagnostics),
    ...overlappingPolicies(policies, ["fraud-cards"]),
    ...configured(files.get(configName), policies),
    ...[...files].filter(([name]) => isPolicyTest.test(name)).flatMap(([file, text]) => diagnoseTest(file, text, policies)),
  ];
};

const isPolicyTest = /\.test\.ya?ml$/;

const diagnoseTest = (file: string, text: string, policies: readonly ParsedPolicy[]): readonly Diagnostic[] => {
  const read = readPolicyTest({ file, text });
  const policy = policies.find((one) => one.file === read.policyFile);
  return checkPolicyTest(read, policy, { gates: pluginGates }).diagnostics;
};

const marker = /^(\s*)#( *)(\^+|<) ([a-z-]+)(?: \((warning|hint)\))?$/;

/** What the comments of the fixture say, as `where` writes it. */
export const expectations = (files: ReadonlyMap<string, string>): readonly string[] =>
  [...files].flatMap(([file, text]) => {
    let line = 0;
    return text.split("\n").flatMap((content, index) => {
      const found = marker.exec(content);
      if (found === null) {
        line = index + 1;
        return [];
      }
      const [, before = "", blanks = "", carets = "", code = "", severity = "error"] = found;
      // Beneath a line's first character stands the `#` itself; `#<` is that character alone.
      const start = before.length + (blanks === "" ? 0 : 1 + blanks.length);
      const end = carets === "<" ? start + 1 : before.length + 1 + blanks.length + carets.length;
      return [`${file}:${line}:${start + 1}-${end + 1} ${severity} ${code}`];
    });
  });

/** Where a diagnostic begins and, on its first line, ends. */
export const where = (files: ReadonlyMap<string, string>, { range: { file, start, end }, severity, code }: Diagnostic): string => {
  const length = (files.get(file) ?? "").split("\n")[start.line - 1]?.length ?? 0;
  // What is missing has no width.
  const last = Math.max(start.line === end.line ? end.column : length + 1, start.column + 1);
  return `${file}:${start.line}:${start.column}-${last} ${severity} ${code}`;
};

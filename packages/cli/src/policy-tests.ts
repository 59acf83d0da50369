import { loadPolicyTest, type Diagnostic, type LoadedPolicyTest } from "@muster/core";
import { workingTree, type Workspace } from "@muster/workspace";
import { problem } from "@muster/workspace/problem";

/** Policy tests as they were loaded, and every text that was read for them, by file. */
export interface PolicyTests {
  readonly loaded: readonly LoadedPolicyTest[];
  readonly texts: ReadonlyMap<string, string>;
}

export const loadPolicyTests = async (cwd: string, { gates }: Pick<Workspace, "gates">, names: readonly string[]): Promise<PolicyTests> => {
  const files = workingTree(cwd);
  const texts = new Map<string, string>();
  const read = async (file: string) => {
    const text = await files.read(file);
    if (text.ok) texts.set(file, text.value);
    return text;
  };
  const loaded: LoadedPolicyTest[] = [];
  for (const file of names) {
    const text = await read(file);
    if (!text.ok) throw problem(text.reason === "absent" ? "absent" : "policy", text.message, text.help);
    loaded.push(await loadPolicyTest({ file, text: text.value }, read, { gates }));
  }
  return { loaded, texts };
};

/** Two tests of one policy tell its errors once. */
export const eachOnce = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => [
  ...new Map(diagnostics.map((diagnostic) => [keyOf(diagnostic), diagnostic])).values(),
];

const keyOf = ({ code, message, range: { file, start, end } }: Diagnostic): string =>
  JSON.stringify([file, start.offset, end.offset, code, message]);

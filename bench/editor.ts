/** What somebody who types in a long policy waits for, beside yaml-language-server with the policy's schema, in one run. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { CompletionRequest, HoverRequest, type Position } from "vscode-languageserver-protocol/node";
import { startLanguageServer, type LanguageServer } from "./language-server.js";
import { longPolicy } from "./long-policy.js";
import { table } from "./table.js";

const text = longPolicy(1000);
const lines = text.split("\n");

/** A gate, key for key; a line break comes with the blanks that editors put after it. */
const typed = ["\n      ", ...Array.from("- metric: recall"), "\n        ", ...Array.from("min: 0.85")];
const completedAfter = "\n        m";

/** The lines on which gates end, all over the policy. */
const gateStarts = lines.flatMap((line, index) => (line.startsWith("      - id: ") ? [index] : []));
const places = Array.from({ length: 12 }, (_, index) => (gateStarts[Math.floor(((index + 0.5) / 12) * gateStarts.length)] ?? 0) - 1);

interface Times {
  readonly diagnostics: number[];
  readonly completion: number[];
  readonly hover: number[];
}

const noTimes = (): Times => ({ diagnostics: [], completion: [], hover: [] });

const timed = async <T>(into: number[], run: () => Promise<T>): Promise<T> => {
  const begun = performance.now();
  const result = await run();
  into.push(performance.now() - begun);
  return result;
};

/** Types a gate at the end of a line, asks what an editor asks meanwhile, and takes it all back. */
const typeAt = async ({ connection, change }: LanguageServer, uri: string, line: number, into: Times): Promise<void> => {
  const start: Position = { line, character: lines[line]?.length ?? 0 };
  let at = start;
  let written = "";
  for (const key of typed) {
    const answered = timed(into.diagnostics, () => change({ start: at, end: at }, key));
    written += key;
    at = key.startsWith("\n") ? { line: at.line + 1, character: key.length - 1 } : { line: at.line, character: at.character + key.length };
    if (written.endsWith(completedAfter))
      await timed(into.completion, () => connection.sendRequest(CompletionRequest.type, { textDocument: { uri }, position: at }));
    await answered;
  }
  const overMetric = { line: line + 1, character: 10 };
  await timed(into.hover, () => connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: overMetric }));
  await change({ start, end: at }, "");
};

const quantile = (all: readonly number[], share: number): string =>
  (all.toSorted((one, other) => one - other)[Math.ceil(share * all.length) - 1] ?? Number.NaN).toFixed(1);

const folder = mkdtempSync(join(tmpdir(), "muster-bench-"));
const file = join(folder, "payments.promotion.yaml");
writeFileSync(file, text);
const uri = pathToFileURL(file).href;
const schema = new URL("../schemas/generated/policy.schema.json", import.meta.url).href;
try {
  const servers = await Promise.all(
    [
      {
        name: "muster lsp",
        arguments: [fileURLToPath(new URL("bin/muster.js", import.meta.resolve("@muster/cli/package.json"))), "lsp", "--stdio"],
      },
      {
        name: "yaml-language-server",
        arguments: [fileURLToPath(import.meta.resolve("yaml-language-server/bin/yaml-language-server")), "--stdio"],
        settings: { yaml: { schemas: { [schema]: "*.promotion.yaml" }, schemaStore: { enable: false } } },
      },
    ].map((start) => startLanguageServer(start, pathToFileURL(folder).href)),
  );
  const measured = servers.map((server) => ({ server, times: noTimes() }));
  for (const server of servers) {
    const said = await server.open(uri, text);
    if (said.length > 0) throw new Error(`${server.name} finds fault with the policy: ${JSON.stringify(said[0])}`);
    await typeAt(server, uri, places[0] ?? 0, noTimes());
  }
  for (const line of places) for (const { server, times } of measured) await typeAt(server, uri, line, times);
  for (const { end } of servers) await end();

  const rows = (["diagnostics", "completion", "hover"] as const).flatMap((what) =>
    measured.map(({ server: { name }, times }) => {
      const all = times[what];
      return [`${name}: ${what}`, String(all.length), ...[0.5, 0.95, 1].map((share) => quantile(all, share))];
    }),
  );
  console.log(`\na policy of ${lines.length.toLocaleString("en")} lines, after each key, in ms\n`);
  console.log(table(["server: answer", "keys", "p50", "p95", "slowest"], rows));
  console.log("\nyaml-language-server waits 200 ms for a pause before it looks at the text; muster does not wait");
} finally {
  rmSync(folder, { recursive: true });
}

/** From text to diagnostics, beside the YAML parser alone on the same text. */
import { parsePolicy } from "@muster/core";
import { measure } from "mitata";
import { parseDocument } from "yaml";
import { longPolicy } from "./long-policy.js";
import { table } from "./table.js";

const rows: string[][] = [];
for (const lines of [100, 1000, 10_000]) {
  const text = longPolicy(lines);
  const { diagnostics } = parsePolicy({ file: "long.promotion.yaml", text });
  if (diagnostics.length > 0) throw new Error(`the policy is not valid: ${diagnostics[0]?.message}`);
  const time = async (run: () => unknown) =>
    ((await measure(run, { min_cpu_time: 1_000_000_000, warmup_samples: 3 })) as { p50: number }).p50 / 1e6;
  const ours = await time(() => parsePolicy({ file: "long.promotion.yaml", text }));
  const yaml = await time(() => parseDocument(text));
  rows.push([lines.toLocaleString("en"), ours.toFixed(2), yaml.toFixed(2), `${(ours / yaml).toFixed(2)} ×`]);
}
console.log(`\n${table(["lines", "to diagnostics, ms", "yaml's parseDocument alone, ms", "ratio"], rows)}`);

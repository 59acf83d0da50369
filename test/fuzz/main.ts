/** `npm run fuzz -- [inputs] [from]`: a bounded run; what it finds it prints with the number of the input. */
import { availableParallelism } from "node:os";
import { corpus } from "./corpus.js";
import { fuzz } from "./run.js";
import { inputOf } from "./trial.js";

const inputs = Number(process.argv[2] ?? 1_000_000);
const from = Number(process.argv[3] ?? 0);
const began = Date.now();
const findings = await fuzz({ from, inputs, workers: availableParallelism(), patience: 10_000 });
for (const { seed, what } of findings.slice(0, 10)) {
  const { policy, evidence, at, action } = inputOf(seed, corpus());
  console.log(`input ${seed} (${action} at ${at}): ${what}\n--- policy\n${policy}\n--- evidence\n${evidence}\n`);
}
console.log(`${inputs.toLocaleString("en")} inputs in ${Math.round((Date.now() - began) / 1000)} s: ${findings.length} findings`);
process.exitCode = findings.length === 0 ? 0 : 1;

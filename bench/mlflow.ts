/** What Muster asks a real MLflow server, with the command line as people run it: one check, and sweeps over 200 and 2,000 candidates. */
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { faultProxy, rest, startMlflowServer } from "@muster/mlflow-server";
import { table } from "./table.js";

const bin = fileURLToPath(new URL("../packages/cli/bin/muster.js", import.meta.url));
const models = Array.from({ length: 40 }, (_, index) => `${index < 4 ? "few" : "more"}-${index}`);
const versionsPerModel = 50;

const policy = `version: 1
name: bench
models: ["*"]
stages:
  - name: development
  - name: production
    gates:
      - { metric: auc, goal: maximize, min: 0.92, baseline: { version: "1" }, maxRegression: 0.005 }
      - { metric: latency_p95_ms, max: 120 }
      - { tag: model_card, exists: true }
`;

const folder = mkdtempSync(join(tmpdir(), "muster-bench-"));
const server = await startMlflowServer({ folder });
const proxy = await faultProxy(server.uri);

/** A version with a run of its own, as a training job leaves it. */
const register = async (name: string, number: number): Promise<void> => {
  const { run } = await rest<{ readonly run: { readonly info: { readonly run_id: string } } }>(server.uri, "POST", "runs/create", {
    experiment_id: "0",
    start_time: 1_700_000_000_000 + number,
  });
  const run_id = run.info.run_id;
  const metric = (key: string, value: number) => ({ key, value, step: 0, timestamp: 1_700_000_000_000 });
  await rest(server.uri, "POST", "runs/log-batch", {
    run_id,
    metrics: [metric("auc", 0.9 + (number % 50) / 1000), metric("latency_p95_ms", 80 + (number % 60))],
    params: [{ key: "framework", value: "xgboost" }],
  });
  const tags = [{ key: "model_card", value: `cards/${number}.md` }];
  await rest(server.uri, "POST", "model-versions/create", { name, source: `runs:/${run_id}/model`, run_id, tags });
};

const registerAll = async (name: string): Promise<void> => {
  await rest(server.uri, "POST", "registered-models/create", { name });
  for (let made = 0; made < versionsPerModel; made += 1) await register(name, made);
};

interface Measured {
  readonly seconds: number;
  readonly peakMiB: number;
}

/** Says its peak of memory at its end. */
const telling = (file: string) =>
  `data:text/javascript,${encodeURIComponent(
    `import { writeFileSync } from "node:fs"; process.on("exit", () => writeFileSync(${JSON.stringify(file)}, String(process.resourceUsage().maxRSS)));`,
  )}`;

const muster = (cwd: string, ...args: readonly string[]): Promise<Measured> =>
  new Promise((resolve, reject) => {
    const peak = join(folder, "peak");
    const began = performance.now();
    const child = spawn(process.execPath, ["--import", telling(peak), bin, ...args], { cwd, stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.on("error", reject).on("close", (code) => {
      // some candidates are denied: that is what the policy is for
      if (code !== 0 && code !== 1) reject(new Error(`\`muster ${args.join(" ")}\` ended with ${code}:\n${said}`));
      else resolve({ seconds: (performance.now() - began) / 1000, peakMiB: Number(readFileSync(peak, "utf8")) / 1024 });
    });
  });

/** A repository whose registry is at this address. */
const workspaceOn = (uri: string, name: string): string => {
  const cwd = join(folder, name);
  mkdirSync(cwd);
  writeFileSync(join(cwd, "bench.promotion.yaml"), policy);
  writeFileSync(join(cwd, "muster.config.yaml"), `version: 1\nregistry: { type: mlflow, uri: "${uri}" }\nledger: { type: git }\n`);
  const git = (...args: readonly string[]) => execFileSync("git", args, { cwd, stdio: "pipe" });
  git("init", "--quiet", "--initial-branch=main");
  git("config", "user.name", "bench");
  git("config", "user.email", "bench@example.com");
  git("add", "--all");
  git("commit", "--quiet", "--message", "Bench");
  return cwd;
};

try {
  for (let begun = 0; begun < models.length; begun += 8) await Promise.all(models.slice(begun, begun + 8).map(registerAll));
  const direct = workspaceOn(server.uri, "direct");
  const counted = workspaceOn(proxy.uri, "counted");

  /** Time and memory on the server itself, then requests and rounds through a proxy that counts. */
  const row = async (name: string, ...args: readonly string[]): Promise<readonly string[]> => {
    const { seconds, peakMiB } = await muster(direct, ...args);
    proxy.seen.length = 0;
    const before = proxy.rounds();
    await muster(counted, ...args);
    const rounds = proxy.rounds() - before;
    return [name, proxy.seen.length.toLocaleString("en"), rounds.toLocaleString("en"), seconds.toFixed(1), peakMiB.toFixed(0)];
  };
  const rows = [
    await row("check, with a baseline", "check", "few-0@20", "--to", "production"),
    await row("sweep of 4 models, 200 candidates", "sweep", "--to", "production", "--model", "few-*"),
    await row("sweep of 40 models, 2,000 candidates", "sweep", "--to", "production"),
  ];
  console.log(table(["", "requests", "rounds", "seconds", "peak memory, MiB"], rows));
} finally {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}

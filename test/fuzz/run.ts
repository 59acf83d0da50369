import { Worker } from "node:worker_threads";
import type { WorkerData } from "./worker.js";

export interface Finding {
  /** The number of the input. */
  readonly seed: number;
  readonly what: string;
}

export interface Run {
  readonly from: number;
  readonly inputs: number;
  readonly workers: number;
  /** An input that takes longer than this, in milliseconds, hangs. */
  readonly patience: number;
}

/** Tries the inputs `from` … `from + inputs - 1` and returns what crashed, lied or hung. */
export const fuzz = async (run: Run): Promise<readonly Finding[]> => {
  const findings = await Promise.all(Array.from({ length: run.workers }, (_, index) => work(run, index)));
  return findings.flat().sort((a, b) => a.seed - b.seed);
};

const work = ({ from, inputs, workers, patience }: Run, index: number): Promise<readonly Finding[]> =>
  new Promise((resolve) => {
    const findings: Finding[] = [];
    const progress = new Int32Array(new SharedArrayBuffer(4)).fill(-1);
    const workerData: WorkerData = { first: from + index, step: workers, beyond: from + inputs, progress };
    const worker = new Worker(new URL("./worker.js", import.meta.url), { workerData });
    let seen = { seed: -1, since: Date.now() };
    const watch = setInterval(() => {
      const seed = Atomics.load(progress, 0);
      if (seed !== seen.seed || seed === -1) seen = { seed, since: Date.now() };
      else if (Date.now() - seen.since > patience) {
        findings.push({ seed, what: `hangs for more than ${patience} ms` });
        void worker.terminate();
      }
    }, 250);
    worker.on("message", (finding: Finding) => findings.push(finding));
    worker.on("error", (error) => findings.push({ seed: Atomics.load(progress, 0), what: `ends the worker: ${error.message}` }));
    worker.on("exit", () => {
      clearInterval(watch);
      resolve(findings);
    });
  });

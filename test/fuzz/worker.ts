import { parentPort, workerData } from "node:worker_threads";
import { corpus } from "./corpus.js";
import { inputOf, tryInput } from "./trial.js";

export interface WorkerData {
  readonly first: number;
  readonly step: number;
  readonly beyond: number;
  /** One cell: the number of the input at work. */
  readonly progress: Int32Array;
}

const { first, step, beyond, progress } = workerData as WorkerData;
const texts = corpus();
for (let seed = first; seed < beyond; seed += step) {
  Atomics.store(progress, 0, seed);
  try {
    tryInput(inputOf(seed, texts));
  } catch (error) {
    parentPort?.postMessage({ seed, what: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

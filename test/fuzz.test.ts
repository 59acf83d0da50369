import assert from "node:assert/strict";
import { fuzz } from "./fuzz/run.js";

describe("fuzzed policies and evidence", () => {
  it("never crash, hang or get an unsound answer (a short run; `npm run fuzz` is the long one)", async function () {
    this.timeout(120_000);
    assert.deepEqual(await fuzz({ from: 0, inputs: 5000, workers: 2, patience: 20_000 }), []);
  });
});

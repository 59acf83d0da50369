/** What voids approvals: a change of what decides, and nothing else. */
import assert from "node:assert/strict";
import { programOf } from "./approvals-world.js";
import { listsReversed } from "./arbitraries.js";

describe("what an approval is bound to", () => {
  const digestOf = (gate: object): string | undefined => programOf([gate]).stages.get("production")?.digest;
  const gate = { approvals: 2, from: ["a@x", "b@x", "c@x"] };

  it("does not change with the order of people, with how they are written, or with a default that is written out", () => {
    const same = [
      { approvals: 2, from: ["c@x", "B@X", "a@x", "b@x"] },
      { ...gate, exclude: ["requester", "author"] },
      { ...gate, bindPolicy: true, veto: true, shared: false },
      { ...gate, id: "approved", message: "ask on #ml" },
    ];
    for (const one of same) assert.equal(digestOf(one), digestOf(gate));
  });

  it("changes with everything that decides", () => {
    const others = [
      { ...gate, approvals: 1 },
      { ...gate, from: ["a@x", "b@x", "d@x"] },
      { ...gate, exclude: [] },
      { ...gate, exclude: ["author", "requester", "d@x"] },
      { ...gate, expires: "7d" },
      { ...gate, bindPolicy: false },
      { ...gate, veto: false },
      { ...gate, shared: true },
      { check: "audit", from: ["a@x"] },
      { check: "audit", from: ["a@x"], maxAge: "7d" },
      { check: "audit", from: ["b@x"] },
      { check: "load", from: ["a@x"] },
      ...["anyOf", "allOf"].flatMap((kind) => [
        { [kind]: [gate] },
        { [kind]: [{ ...gate, approvals: 1 }] },
        { [kind]: [gate, { tag: "tier", exists: true }] },
        { [kind]: [gate, { tag: "tier", exists: false }] },
        { [kind]: [{ ...gate, when: { tag: "tier", exists: true } }] },
      ]),
      { ...gate, when: { tag: "tier", exists: true } },
      { ...gate, when: "'tier' in candidate.tags" },
      { ...gate, level: "warn" },
      { metric: "auc", min: 0.9 },
      { metric: "auc", min: 0.91 },
      { soak: "24h" },
      ...["tag", "param"].flatMap((kind) => [
        { [kind]: "tier", in: ["low", "1"] },
        { [kind]: "tier", in: ["low", 1] },
        { [kind]: "tier", equals: "low" },
        { ...gate, when: { [kind]: "tier", in: ["low", "1"] } },
        { ...gate, when: { [kind]: "tier", in: ["low", "2"] } },
      ]),
      { rule: "candidate.metrics.auc > 0.9" },
      { windows: { deny: [{ schedule: "0 0 * * *", duration: "1h", timeZone: "UTC" }] } },
      { windows: { deny: [{ schedule: "0 0 * * *", duration: "1h", timeZone: "Europe/Berlin" }] } },
      { windows: { allow: [{ schedule: "0 0 * * *", duration: "1h", timeZone: "UTC" }] } },
    ];
    assert.equal(new Set([gate, ...others].map(digestOf)).size, others.length + 1);
  });

  it("changes with all that is under a plugin's `with`, keys of the name that every gate's have included", () => {
    const others = ["id", "message", "docs", "level", "when"].flatMap((key) => [{ [key]: "low" }, { [key]: "high" }]);
    assert.equal(new Set(others.map((given) => digestOf({ uses: "@acme/tag-of", with: given }))).size, others.length);
  });

  it("does not change with the order of lists", () => {
    const midnight = { schedule: "0 0 * * *", duration: "1h" };
    const windows = [
      { ...midnight, timeZone: "UTC" },
      { ...midnight, timeZone: "Europe/Berlin" },
      { from: "2026-12-20", to: "2026-12-27", timeZone: "UTC" },
    ];
    const tiers = ["1", 1, true, "low"];
    const listing = [
      { tag: "tier", in: tiers },
      { param: "tier", in: tiers },
      { ...gate, when: { tag: "tier", in: tiers } },
      { windows: { allow: windows } },
      { windows: { deny: windows } },
    ];
    const nesting = ["anyOf", "allOf"].map((kind) => ({ [kind]: [...listing, { anyOf: listing }] }));
    for (const one of [...listing, ...nesting]) assert.equal(digestOf(listsReversed(one)), digestOf(one), JSON.stringify(one));
  });

  it("does not change with the reason of a window", () => {
    const freeze = { from: "2026-12-20", to: "2026-12-27", timeZone: "UTC" };
    assert.equal(digestOf({ windows: { deny: [{ ...freeze, reason: "holidays" }] } }), digestOf({ windows: { deny: [freeze] } }));
  });

  it("does not change with what is said of a nested gate", () => {
    const nested = (said: object) =>
      digestOf({
        anyOf: [
          { ...gate, ...said },
          { tag: "tier", exists: true, ...said },
        ],
      });
    assert.equal(nested({ message: "ask on #ml", docs: "https://example.com/ask" }), nested({}));
  });

  it("does not change with the units of a duration", () => {
    assert.equal(digestOf({ ...gate, expires: "7d" }), digestOf({ ...gate, expires: "1w" }));
  });
});

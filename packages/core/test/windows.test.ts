/** Windows against a walk over every minute, on random schedules around the days on which clocks are set. */
import assert from "node:assert/strict";
import { compile, evaluate, nextStarts, parsePolicy, type GateResult } from "@muster/core";
import fc from "fast-check";
import { coveredMinutes, minute, type MinuteWindow } from "./minute-walk.js";

const zones = [
  ...["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca"],
  ...["America/Havana", "Africa/Cairo", "Antarctica/Troll", "Asia/Kathmandu", "UTC"],
];

/** Days on which clocks are set somewhere, the end of a year and a leap day. */
const days = [
  ...["2026-03-29T01:00Z", "2026-10-25T01:00Z", "2026-03-08T07:00Z", "2026-11-01T06:00Z", "2026-04-04T15:00Z", "2026-10-03T15:30Z"],
  ...["2011-12-30T10:00Z", "2026-02-15T02:00Z", "2026-03-22T02:00Z", "2026-10-29T21:00Z", "2026-12-31T23:59Z", "2028-02-29T12:00Z"],
].map((text) => Date.parse(text));

const integer = (min: number, max: number) => fc.integer({ min, max });

const field = (first: number, last: number): fc.Arbitrary<string> => {
  const pair = fc.tuple(integer(first, last), integer(first, last)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  return fc.oneof(
    { weight: 3, arbitrary: integer(first, last).map(String) },
    { weight: 2, arbitrary: fc.constant("*") },
    pair.map(([low, high]) => `${low}-${high}`),
    pair.map(([low, high]) => `${high},${low}`),
    fc.tuple(pair, integer(1, 5)).map(([[low, high], step]) => `${low}-${high}/${step}`),
    integer(2, 6).map((step) => `*/${step}`),
  );
};

const mostly = (first: number, last: number) => fc.oneof({ weight: 4, arbitrary: fc.constant("*") }, field(first, last));

const schedule = fc.tuple(field(0, 59), field(0, 23), mostly(1, 31), mostly(1, 12), mostly(0, 7)).map((fields) => fields.join(" "));

const window: fc.Arbitrary<MinuteWindow> = fc.record({
  schedule,
  minutes: fc.oneof(integer(1, 300), integer(1, 2880)),
  timeZone: fc.constantFrom(...zones),
});

const windows = fc
  .record({ allow: fc.array(window, { maxLength: 2 }), deny: fc.array(window, { maxLength: 2 }) })
  .filter(({ allow, deny }) => allow.length + deny.length > 0);

const instant = fc.tuple(fc.constantFrom(...days), integer(-30 * 60, 30 * 60)).map(([day, minutes]) => day + minutes * minute);

const written = ({ schedule, minutes, timeZone }: MinuteWindow) => ({ schedule, duration: `${minutes}m`, timeZone });

/** What the gate finds at an instant; undefined where a schedule never starts, which is an error. */
const gateOf = ({
  allow,
  deny,
}: {
  readonly allow: readonly object[];
  readonly deny: readonly object[];
}): ((at: number) => GateResult) | undefined => {
  const gate = { windows: { ...(allow.length > 0 && { allow }), ...(deny.length > 0 && { deny }) } };
  const policy = { version: 1, name: "windows", models: ["*"], stages: [{ name: "production", gates: [gate] }] };
  const parsed = parsePolicy({ file: "promotion.json", text: JSON.stringify(policy) });
  if (parsed.policy === undefined) {
    assert.deepEqual(
      [...new Set(parsed.diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code))],
      ["bad-schedule"],
    );
    return undefined;
  }
  const program = compile(parsed);
  return (at) => {
    const decided = evaluate(program, { model: "m", candidate: { version: "1" } }, { to: "production", at: new Date(at).toISOString() });
    const result = decided.ok ? decided.value.gates[0] : undefined;
    assert.ok(result);
    return result;
  };
};

describe("windows", () => {
  it("are open in exactly the minutes that a walk finds, and tell the next one", () => {
    const span = 24 * 60 * minute;
    fc.assert(
      fc.property(windows, instant, integer(0, 59_999), ({ allow, deny }, at, milliseconds) => {
        const judge = gateOf({ allow: allow.map(written), deny: deny.map(written) });
        fc.pre(judge !== undefined);
        const denied = deny.map((one) => coveredMinutes(one, at, at + span));
        const allowed = allow.map((one) => coveredMinutes(one, at, at + span));
        const isOpen = (then: number) =>
          !denied.some((covers) => covers(then)) && (allowed.length === 0 || allowed.some((covers) => covers(then)));

        const found = judge(at + milliseconds);
        assert.equal(found.outcome, isOpen(at) ? "passed" : "waiting");
        if (found.until === undefined) {
          for (let then = at + minute; found.outcome === "waiting" && then < at + 8 * 60 * minute; then += minute)
            assert.ok(!isOpen(then), "open within hours, and not found");
          return;
        }
        const until = Date.parse(found.until);
        for (let then = at; then < Math.min(until, at + span); then += minute) assert.ok(!isOpen(then), "open before `until`");
        if (until <= at + span) assert.ok(isOpen(until), "not open at `until`");
        assert.equal(judge(until).outcome, "passed");
        assert.equal(judge(until - 1).outcome, "waiting");
      }),
      { numRuns: Number(process.env["MUSTER_LAW_RUNS"] ?? 60) },
    );
  });

  const openings: readonly (readonly [about: string, schedule: string, timeZone: string, at: string, until: string])[] = [
    ["a weekend, by the minute", "* * * * SAT,SUN", "UTC", "2026-11-21T10:00:00Z", "2026-11-23T00:00:00Z"],
    ["a night, by the minute", "* 0-8,18-23 * * *", "UTC", "2026-11-20T18:00:00Z", "2026-11-21T09:00:00Z"],
    ["eleven months, by the minute", "* * * 1-11 *", "UTC", "2026-01-01T00:00:00Z", "2026-12-01T00:00:00Z"],
    ["all minutes but those that clocks show again", "* * * * *", "Europe/Berlin", "2026-01-01T00:00:00Z", "2026-10-25T01:00:00Z"],
    ["days that clocks are set forward at the end of", "* * * 3 *", "America/Nuuk", "2026-03-01T12:00:00Z", "2026-04-01T01:00:00Z"],
  ];
  for (const [about, schedule, timeZone, at, until] of openings) {
    it(`tell the next opening after ${about}`, () => {
      assert.equal(gateOf({ allow: [], deny: [{ schedule, duration: "1m", timeZone }] })?.(Date.parse(at)).until, until);
    });
  }

  it("are looked at for so long only, however many there are", () => {
    const one = { schedule: "* * * * *", duration: "1m", timeZone: "Europe/Berlin" };
    const judge = gateOf({ allow: [{ ...one, schedule: "0 0 29 2 *" }], deny: Array.from({ length: 100 }, () => one) });
    assert.equal(judge?.(Date.UTC(2026, 10, 20)).outcome, "waiting");
  });
});

describe("the gates that look at the time", () => {
  it("never look at the host's clock", () => {
    const gates = [
      { windows: { deny: [{ schedule: "30 2 * * *", duration: "4h", timeZone: "Europe/Berlin" }] } },
      { soak: "24h", in: "development" },
      { rule: 'now.getHours("Europe/Berlin") > 1 && timestamp("2026-01-01T00:00:00Z") < now' },
    ];
    const policy = { version: 1, name: "clocks", models: ["*"], stages: [{ name: "development" }, { name: "production", gates }] };
    const evidence = { model: "m", candidate: { version: "1", createdAt: "2026-01-01T00:00:00Z" } };
    const trap = () => assert.fail("the host's clock was read");
    const clockless = new Proxy(Date, {
      construct: (date, given: readonly unknown[]) => (given.length === 0 ? trap() : (Reflect.construct(date, given) as object)),
      apply: trap,
      get: (date, key) => (key === "now" ? trap : (Reflect.get(date, key) as unknown)),
    });
    const host = globalThis.Date;
    globalThis.Date = clockless;
    try {
      // On these days clocks are set, so that what is asked of them is asked to the end.
      for (const at of ["2026-03-29T01:00:00Z", "2026-10-25T01:15:00Z"]) {
        const decided = evaluate(compile(parsePolicy({ file: "promotion.json", text: JSON.stringify(policy) })), evidence, {
          to: "production",
          at,
        });
        assert.ok(decided.ok && decided.value.gates.length === 4);
      }
    } finally {
      globalThis.Date = host;
    }
  });
});

describe("the next starts of a window", () => {
  const covered = (window: Parameters<typeof nextStarts>[0], after: string, count: number) =>
    nextStarts(window, Date.parse(after), count).map(({ start, end }) => [start, end].map((at) => new Date(at).toISOString()));

  it("come one after the other, as long as they say", () => {
    assert.deepEqual(covered({ schedule: "0 16 * * FRI", duration: "64h", timeZone: "Europe/Berlin" }, "2026-10-16T14:00:00Z", 2), [
      ["2026-10-23T14:00:00.000Z", "2026-10-26T06:00:00.000Z"],
      ["2026-10-30T15:00:00.000Z", "2026-11-02T07:00:00.000Z"],
    ]);
  });

  it("are one where clocks skip several of them", () => {
    const starts = nextStarts(
      { schedule: "*/20 2-3 * * *", duration: "5m", timeZone: "Europe/Berlin" },
      Date.parse("2026-03-29T00:00:00Z"),
      3,
    );
    assert.deepEqual(
      starts.map(({ start }) => new Date(start).toISOString()),
      ["2026-03-29T01:00:00.000Z", "2026-03-29T01:20:00.000Z", "2026-03-29T01:40:00.000Z"],
    );
  });

  it("end with an absolute window", () => {
    const freeze = { from: "2026-12-20", to: "2027-01-03", timeZone: "Europe/Berlin" };
    assert.deepEqual(covered(freeze, "2026-11-20T00:00:00Z", 5), [["2026-12-19T23:00:00.000Z", "2027-01-03T23:00:00.000Z"]]);
    assert.deepEqual(covered(freeze, "2026-12-19T23:00:00Z", 5), []);
  });

  it("are none where the window cannot be read", () => {
    assert.deepEqual(covered({ schedule: "@daily", duration: "1h", timeZone: "UTC" }, "2026-11-20T00:00:00Z", 5), []);
  });
});

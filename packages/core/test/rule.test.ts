/** Rules and conditions: what they ask of the evidence, what they may cost, and that no host changes them. */
import assert from "node:assert/strict";
import { compile, evaluate, parsePolicy, type Evidence, type GateResult } from "@muster/core";
import fc from "fast-check";

const parse = (gate: object) => {
  const stages = [
    { name: "development" },
    { name: "staging", gates: [{ tag: "card", exists: true }] },
    { name: "production", gates: [gate] },
  ];
  return parsePolicy({ file: "promotion.json", text: JSON.stringify({ version: 1, name: "rules", models: ["*"], stages }) });
};

const judge = (gate: object, evidence: Partial<Evidence> = {}, at = "2026-11-20T10:00:00Z"): GateResult => {
  const parsed = parse(gate);
  assert.deepEqual(
    parsed.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message),
    [],
  );
  const decided = evaluate(compile(parsed), { model: "m", candidate: { version: "7" }, ...evidence }, { to: "production", at });
  const result = decided.ok ? decided.value.gates.at(-1) : undefined;
  assert.ok(result);
  return result;
};

const requirementsOf = (gate: object) => compile(parse(gate)).stages.get("production")?.gates[0]?.requirements;

describe("a rule", () => {
  it("asks for the facts that it names, each once", () => {
    const rule =
      'candidate.metrics.auc > 0.9 && candidate.measurements.auc.samples > 100 && candidate.metrics["loss/eu"] < baseline.metrics.loss ' +
      '&& has(candidate.tags.owner) && candidate.params.framework == "xgboost" && stages.staging.version == "7" && "loss/us" in candidate.metrics && candidate.metrics.all(m, m != "")';
    assert.deepEqual(requirementsOf({ rule }), [
      { need: "metric", name: "auc" },
      { need: "metric", name: "loss/eu" },
      { need: "baseline", of: "production" },
      { need: "metric", name: "loss" },
      { need: "tag", name: "owner" },
      { need: "param", name: "framework" },
      { need: "stage", name: "staging" },
      { need: "metric", name: "loss/us" },
    ]);
  });

  it("asks for the baseline that it names", () => {
    assert.deepEqual(requirementsOf({ rule: 'baseline.version == "4"', baseline: { version: "4" } }), [
      { need: "baseline", of: "version:4" },
    ]);
    assert.deepEqual(requirementsOf({ rule: 'baseline.version == "4"', baseline: "staging" }), [{ need: "baseline", of: "staging" }]);
  });

  describe("whose baseline is not there", () => {
    const held = { stages: { production: { version: "5" } } };
    const outcomes = (rule: string) => {
      const metrics = { auc: 0.9 };
      const [never, notCollected, ofAnother] = [{}, held, { ...held, baselines: { production: { version: "4", metrics } } }].map(
        (evidence) => judge({ rule }, { ...evidence, candidate: { version: "7", metrics } }).outcome,
      );
      return { never, notCollected, ofAnother };
    };

    it("is decided by what does not look at it", () => {
      for (const rule of [
        '!("staging" in stages) || baseline.metrics.auc < 1.0',
        '"staging" in stages ? baseline.metrics.auc < 1.0 : true',
        "baseline.metrics.auc < 1.0 || candidate.metrics.auc > 0.5",
        "[0.0, 0.95].exists(least, candidate.metrics.auc < least || baseline.metrics.auc < 0.0)",
      ])
        assert.deepEqual(outcomes(rule), { never: "passed", notCollected: "passed", ofAnother: "passed" }, rule);
    });

    it("is told by `has` that nobody ever held the stage, and never that the facts of its holder do not exist", () => {
      for (const rule of [
        "!has(baseline.version)",
        "!has(baseline.metrics)",
        "!has(baseline.metrics.auc) || candidate.metrics.auc >= baseline.metrics.auc",
        "has(baseline.version) ? baseline.metrics.auc < 1.0 : candidate.metrics.auc > 0.5",
      ])
        assert.deepEqual(outcomes(rule), { never: "passed", notCollected: "unknown", ofAnother: "unknown" }, rule);
    });

    it("is not known where it looks at it in any other way", () => {
      for (const rule of [
        "baseline.metrics.auc < 1.0",
        '!("auc" in baseline.metrics)',
        "size(baseline.metrics) == 0",
        "baseline.metrics.all(name, false)",
        "[baseline].all(one, !has(one.version))",
        "candidate.metrics[baseline.version] > 0.5 || false",
        "baseline == baseline",
        "(true ? baseline : candidate).metrics.auc > 0.5",
      ])
        assert.deepEqual(outcomes(rule), { never: "unknown", notCollected: "unknown", ofAnother: "unknown" }, rule);
    });

    it("is not known while the holder of the stage is in dispute, whatever else it says", () => {
      const stages = { production: { version: "5", drift: { registry: null } } };
      for (const rule of ["!has(baseline.version)", "!has(baseline.version) || true"])
        assert.equal(judge({ rule }, { stages }).code, "drift", rule);
    });

    it("is not told by `has` that a pinned version does not exist", () =>
      assert.equal(judge({ rule: "!has(baseline.version)", baseline: { version: "4" } }).code, "baseline-missing"));
  });

  it("compares doubles as JavaScript does", () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(0.1)),
        (a, b) => {
          const { outcome } = judge(
            { rule: "candidate.metrics.a > candidate.metrics.b" },
            { candidate: { version: "7", metrics: { a, b } } },
          );
          const known = Math.abs(a) < Number.MAX_VALUE && Math.abs(b) < Number.MAX_VALUE;
          assert.equal(outcome, !known ? "unknown" : a > b ? "passed" : "failed");
        },
      ),
      { numRuns: Number(process.env["MUSTER_LAW_RUNS"] ?? 100) },
    );
  });

  it("never throws, whatever it says", () => {
    const word = fc.constantFrom(
      "candidate",
      ".metrics",
      ".tags",
      '["x"]',
      "(",
      ")",
      "[",
      "]",
      "{",
      "}",
      "&&",
      "||",
      "!",
      "-",
      " in ",
      "?",
      ":",
      ",",
      "1",
      "2.0",
      '"é𝒳"',
      ".map(x,",
      "x",
      ".all(y,",
      "y",
      "has(",
      "now",
      "==",
      "<",
      "+",
      "/",
      "%",
      "duration(",
      "int(",
      "null",
      "true",
      "'",
      "\\",
      "\n",
      "//",
      "\u0000",
      "\ud800",
      "r'",
      "b'",
      "1u",
      "0x",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const gate = { rule: words.join("") || " " };
        const parsed = parse(gate);
        if (parsed.policy === undefined) return;
        assert.ok(
          ["passed", "failed", "unknown"].includes(
            judge(gate, { candidate: { version: "7", metrics: { x: 1 }, tags: { x: "1" } } }).outcome,
          ),
        );
      }),
      { numRuns: Number(process.env["MUSTER_LAW_RUNS"] ?? 500) },
    );
  });

  it("runs over maps in the order of their names", () => {
    const rule = 'candidate.metrics.map(name, name) == ["1", "2", "a", "b"] && stages.map(name, name)[0] == "canary"';
    for (const metrics of [
      { a: 1, b: 2, 1: 3, 2: 4 },
      { b: 2, 2: 4, a: 1, 1: 3 },
    ]) {
      const stages = { staging: { version: "7" }, canary: { version: "7" } };
      assert.equal(judge({ rule }, { candidate: { version: "7", metrics }, stages }).outcome, "passed");
    }
  });

  it("reads the same clocks on every host", () => {
    const host = process.env["TZ"];
    try {
      for (const zone of ["UTC", "Europe/Berlin", "Pacific/Apia"]) {
        process.env["TZ"] = zone;
        // At half past two, UTC, Berlin's clocks are just being set: no local time of that name exists there.
        const found = judge(
          {
            rule: 'now.getHours() == 2 && now.getMinutes() == 30 && now.getHours("America/New_York") == 22 && now.getDate("America/New_York") == 28',
          },
          {},
          "2026-03-29T02:30:00Z",
        );
        assert.equal(found.outcome, "passed", zone);
      }
    } finally {
      if (host === undefined) delete process.env["TZ"];
      else process.env["TZ"] = host;
    }
  });

  describe("comes to an end", () => {
    const ten = "[0,1,2,3,4,5,6,7,8,9]";
    const nested = (macro: string, depth: number, body: string): string =>
      depth === 0 ? body : `${ten}.${macro}(x${depth}, ${nested(macro, depth - 1, body)})`;
    const hostile: Readonly<Record<string, string>> = {
      "in loops in loops": nested("all", 12, "true"),
      "in loops that swallow errors": `${nested("exists", 12, "1 / 0 == 1")} || true`,
      "in loops over lists that loops made": `${nested("map", 12, "1")}.size() == 10`,
      "over a text that doubles": `["aaaaaaaa"]${".map(x, x + x)".repeat(60)}.size() == 1`,
      "over bytes that double": `[b"aaaaaaaa"]${".map(x, x + x)".repeat(60)}.size() == 1`,
      "over a list that doubles": `[[1, 2]]${".map(x, x + x)".repeat(60)}.size() == 1`,
      "over two trees of shared branches": `[0]${".map(x, [x, x])".repeat(40)} == [0]${".map(x, [x, x])".repeat(40)}`,
      "over a tree in a list": `[0]${".map(x, [x, x])".repeat(40)} in [[0]${".map(x, [x, x])".repeat(40)}]`,
      "over a map of shared branches": `[0]${".map(x, {1: x, 2: x})".repeat(30)} == [0]${".map(x, {1: x, 2: x})".repeat(30)}`,
      "over a long text and a large pattern": `["${"a".repeat(500)}"]${".map(x, x + x)".repeat(5)}.all(x, x.matches("(a?){500}(a{500})b"))`,
      "over patterns that are all different": nested("exists", 6, 'string(x1 + x2 + x3).matches("(a{900})" + string(x4 + x5 + x6))'),
      "over a text in a text": `["${"a".repeat(500)}"]${".map(x, x + x)".repeat(7)}.all(x, (x + x).contains(x + "b"))`,
      "over time zones": nested("all", 6, 'now.getHours("Europe/Berlin") >= 0'),
    };
    for (const [name, rule] of Object.entries(hostile)) {
      it(name, () => {
        const { outcome, code } = judge({ rule });
        assert.deepEqual({ outcome, code }, { outcome: "unknown", code: "rule-budget" });
      });
    }

    it("over many facts", () => {
      const metrics = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`m${index}`, index]));
      const evidence = { candidate: { version: "7", metrics } };
      assert.equal(judge({ rule: "candidate.metrics.all(m, candidate.metrics[m] >= 0.0)" }, evidence).outcome, "passed");
      assert.equal(judge({ rule: "candidate.metrics.all(m, candidate.metrics.exists(n, n == m))" }, evidence).code, "rule-budget");
    });
  });
});

describe("a gate's `when`", () => {
  const gate = (when: unknown) => ({ param: "framework", exists: true, when });
  const outcome = (when: unknown, candidate: Partial<Evidence["candidate"]> = {}, others: Partial<Evidence> = {}) => {
    const result = judge(gate(when), { ...others, candidate: { version: "7", params: { framework: "xgboost" }, ...candidate } });
    return result.outcome === "unknown" ? `unknown: ${result.message}` : result.outcome;
  };

  it("is a condition on a tag", () => {
    assert.equal(outcome({ tag: "tier", equals: "high" }, { tags: { tier: "high" } }), "passed");
    assert.equal(outcome({ tag: "tier", equals: "high" }, { tags: { tier: "low" } }), "skipped");
    assert.equal(outcome({ tag: "tier", exists: true }), "skipped");
    assert.equal(outcome({ tag: "__proto__", exists: false }), "passed");
  });

  it("is a condition on a param", () => {
    assert.equal(outcome({ param: "framework", in: ["xgboost", "lightgbm"] }), "passed");
    assert.equal(outcome({ param: "framework", matches: "^torch" }), "skipped");
  });

  it("is not known where a value is missing or cannot be compared, and never just false", () => {
    assert.equal(outcome({ tag: "tier", equals: "high" }), "unknown: its `when` cannot be told: tag `tier` is missing");
    assert.equal(
      outcome({ tag: "tier", equals: 3 }, { tags: { tier: "high" } }),
      "unknown: its `when` cannot be told: tag `tier` is `high`, which is not a number",
    );
  });

  it("is an expression", () => {
    assert.equal(outcome('candidate.tags.tier == "high"', { tags: { tier: "high" } }), "passed");
    assert.equal(outcome('candidate.tags.tier == "high"', { tags: { tier: "low" } }), "skipped");
    assert.equal(outcome("has(candidate.tags.tier)"), "skipped");
  });

  it("looks at the version that holds the target stage", () => {
    const baselines = { production: { version: "5" } };
    assert.equal(outcome('baseline.version == "5"', {}, { baselines }), "passed");
    assert.equal(
      outcome('baseline.version == "5"'),
      "unknown: its `when` cannot be told: there is no baseline: no version ever held `production`",
    );
    assert.equal(outcome("has(baseline.version)"), "skipped");
  });

  it("is not known where its expression errs, is neither true nor false, or takes too long", () => {
    assert.equal(
      outcome('candidate.tags.tier == "high"'),
      "unknown: its `when` cannot be told: the expression cannot be evaluated: `candidate.tags.tier` is missing",
    );
    assert.equal(
      outcome("candidate.version"),
      "unknown: its `when` cannot be told: the expression is neither true nor false: it gives a value of type string",
    );
  });

  it("asks for the facts that it looks at", () => {
    assert.deepEqual(requirementsOf(gate({ tag: "tier", equals: "high" })), [
      { need: "param", name: "framework" },
      { need: "tag", name: "tier" },
    ]);
    assert.deepEqual(requirementsOf(gate("candidate.metrics.auc > baseline.metrics.auc")), [
      { need: "param", name: "framework" },
      { need: "metric", name: "auc" },
      { need: "baseline", of: "production" },
    ]);
  });
});

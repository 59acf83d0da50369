/** Evidence from a file: JSON and YAML alike. */
import assert from "node:assert/strict";
import { checkEvidence, readEvidence } from "@muster/core";

const json = '{"model":"fraud-cards","candidate":{"version":"7","metrics":{"auc":{"value":0.934,"samples":20000}},"tags":{"tier":"low"}}}';

const codesOf = (text: string) =>
  readEvidence({ file: "evidence.json", text }).diagnostics.map(({ code, range }) => `${range.start.line}:${range.start.column} ${code}`);

describe("evidence", () => {
  it("is the same from JSON and from YAML", () => {
    const yaml =
      "model: fraud-cards\ncandidate:\n  version: '7'\n  metrics: { auc: { value: 0.934, samples: 20000 } }\n  tags: { tier: low }\n";
    assert.deepEqual(readEvidence({ file: "evidence.yaml", text: yaml }), readEvidence({ file: "evidence.json", text: json }));
  });

  it("keeps a number that is none as its text, because JSON has none of it", () => {
    const { evidence } = readEvidence({
      file: "evidence.yaml",
      text: "model: m\ncandidate:\n  version: a\n  metrics: { a: .nan, b: -.inf, c: 1e400, d: NaN }\n",
    });
    assert.deepEqual(evidence?.candidate.metrics, { a: "NaN", b: "-Infinity", c: "Infinity", d: "NaN" });
    assert.deepEqual(readEvidence({ file: "evidence.json", text: json.replace("0.934", "1e400") }).evidence?.candidate.metrics, {
      auc: { value: "Infinity", samples: 20000 },
    });
  });

  it("takes a large number as JSON does", () => {
    const text = json.replace('"tier":"low"', '"seed":12345678901234567890');
    assert.deepEqual(readEvidence({ file: "evidence.json", text }).evidence?.candidate.tags, { seed: Number("12345678901234567890") });
    assert.deepEqual(readEvidence({ file: "evidence.yaml", text: `${text} # YAML` }).evidence?.candidate.tags, {
      seed: Number("12345678901234567890"),
    });
  });

  it("tells where it has not the form of its schema", () => {
    assert.deepEqual(codesOf(json.replace('"model":"fraud-cards",', "")), ["1:1 missing-key"]);
    assert.deepEqual(codesOf(json.replace('"7"', "7")), ["1:47 wrong-type"]);
    assert.deepEqual(codesOf(`${json.slice(0, -1)},\n"approvals":[{"by":"a","decision":"aprove","at":"yesterday"}]}`), [
      "2:35 wrong-value",
      "2:49 wrong-value",
    ]);
    assert.deepEqual(codesOf("[]"), ["1:1 wrong-type"]);
  });

  it("is told which key was meant", () => {
    const { diagnostics } = readEvidence({ file: "evidence.json", text: json.replace("samples", "sample") });
    assert.deepEqual(
      diagnostics.map(({ message, help, fixes = [] }) => [message, help, fixes.map(({ text }) => text)]),
      [["there is no key `sample` here", "did you mean `samples`?", ['"samples"']]],
    );
  });

  it("gets quotes around a number that should be a text, its digits as they were written", () => {
    const fixesOf = (text: string) =>
      readEvidence({ file: "evidence.yaml", text }).diagnostics.map(({ message, fixes = [] }) => [message, fixes.map((fix) => fix.text)]);
    for (const written of ["1.10", "007", "12345678901234567890", "1e3", "0x1F", ".5"])
      assert.deepEqual(fixesOf(`model: m\ncandidate: { version: ${written} }\n`), [
        [`\`version\` takes a text, not the number \`${written}\``, [`"${written}"`]],
      ]);
    assert.deepEqual(fixesOf("model: m\ncandidate: { version: True }\n"), [["`version` takes a text, not `true`", ['"True"']]]);
    assert.deepEqual(fixesOf("model: m\ncandidate: { version: a, metrics: { a: &a 1.10 }, author: *a }\n"), [
      ["`author` takes a text, not the number `1.1`", []],
    ]);
  });

  it("is refused where a key stands twice", () => {
    assert.deepEqual(codesOf(json.replace('"tier":"low"', '"tier":"low","tier":"high"')), ["1:122 duplicate-key"]);
    assert.deepEqual(codesOf(json.replace('"tier":"low"', '"tier":"low","t\\u0069er":"high"')), ["1:122 duplicate-key"]);
  });

  it("is not misled by quotes and colons inside of texts", () => {
    const tags = { 'a":': '"x":', "\\": "\\\\", "b\\": '\\"', c: '{"tier": 1}' };
    const text = json.replace('{"tier":"low"}', JSON.stringify(tags));
    assert.deepEqual(readEvidence({ file: "evidence.json", text }).evidence?.candidate.tags, tags);
  });

  it("may be sixteen megabytes, and is read fast where it is JSON", () => {
    const metrics = Object.fromEntries(Array.from({ length: 300_000 }, (_, index) => [`metric-${index}`, { value: index / 7 }]));
    const text = JSON.stringify({ model: "m", candidate: { version: "1", metrics } });
    assert.ok(text.length > 10_000_000);
    assert.equal(Object.keys(readEvidence({ file: "evidence.json", text }).evidence?.candidate.metrics ?? {}).length, 300_000);
    assert.deepEqual(codesOf(text.padEnd(17_000_000)), ["1:1 too-large"]);
  });

  it("of a caller without a file is checked as plain data", () => {
    assert.deepEqual(checkEvidence(JSON.parse(json)), []);
    assert.deepEqual(
      checkEvidence({ model: "m", candidate: {} }).map(({ instancePath, keyword }) => [instancePath, keyword]),
      [["/candidate", "required"]],
    );
  });
});

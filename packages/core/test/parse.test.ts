/** From a policy's text to data with places. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { parsePolicy, type ParsedPolicy, type SourceRange } from "@muster/core";

const parse = (text: string): ParsedPolicy => parsePolicy({ file: "promotion.yaml", text });

const policy = `version: 1
name: fraud-models
models: ["fraud-*"]
stages:
  - name: development
  - name: production # the last one
    gates:
      - metric: auc
        min: 0.9

      - windows: { deny: [{ from: 2026-12-20, to: 2027-01-03, timeZone: Europe/Berlin, reason: |
          year-end
          freeze
          }] }
`;

const sound = policy.replace(/reason: \|[^}]*/, "reason: freeze ");

const textOf = (text: string, { start, end }: SourceRange): string => text.slice(start.offset, end.offset);

describe("a policy's text", () => {
  it("becomes JSON data", () => {
    const { policy: read, diagnostics } = parse(sound);
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(read, {
      version: 1,
      name: "fraud-models",
      models: ["fraud-*"],
      stages: [
        { name: "development" },
        {
          name: "production",
          gates: [
            { metric: "auc", min: 0.9 },
            { windows: { deny: [{ from: "2026-12-20", to: "2027-01-03", timeZone: "Europe/Berlin", reason: "freeze" }] } },
          ],
        },
      ],
    });
  });

  it("may be JSON, with a byte order mark, Windows' line ends or document marks", () => {
    const { policy: read } = parse(sound);
    for (const text of [JSON.stringify(read), `\ufeff${sound}`, sound.replaceAll("\n", "\r\n"), `---\n${sound}...\n`]) {
      assert.deepEqual(parse(text).policy, read);
    }
  });

  it("is read as YAML 1.2: dates, `yes`, `on`, octal digits and `<<` are texts", () => {
    const values = { a: "2026-01-01", b: "yes", c: "on", d: "1:30", e: "0b1", "<<": "x", f: 8, g: 10 };
    const { document } = parse("a: 2026-01-01\nb: yes\nc: on\nd: 1:30\ne: 0b1\n<<: x\nf: 0o10\ng: 010\n");
    assert.deepEqual(document.data, values);
  });

  it("has no policy where there is an error, and its data all the same", () => {
    const { policy: read, document } = parse(sound.replace("min: 0.9", "mni: 0.9"));
    assert.equal(read, undefined);
    assert.equal((document.data as { name: string }).name, "fraud-models");
  });

  it("is told by its digest", () => {
    const { digest, texts } = parse(sound);
    assert.equal(digest, `sha256:${createHash("sha256").update(sound).digest("hex")}`);
    assert.deepEqual(texts, { [digest]: sound });
    assert.notEqual(parse(`${sound}\n`).digest, digest);
  });

  it("gives the same diagnostics every time", () => {
    const wrong = sound.replace("name: development", "nam: development").replace("min: 0.9", "mni: 0.9");
    assert.equal(JSON.stringify(parse(wrong).diagnostics), JSON.stringify(parse(wrong).diagnostics));
  });

  it("tells everything that is wrong at once, in the order of the text", () => {
    const wrong = sound.replace("version: 1", "version: 3").replace("min: 0.9", "mni: 0.9").replace("fraud-models", "");
    assert.deepEqual(
      parse(wrong).diagnostics.map(({ code, range }) => `${range.start.line} ${code}`),
      ["1 wrong-value", "2 wrong-type", "9 unknown-key"],
    );
  });
});

describe("the places of a policy's data", () => {
  const { policy: read, sources } = parse(sound);
  const production = read?.stages[1];
  const [metric, windows] = production?.gates ?? [];
  assert.ok(read && production && metric && windows);

  const cases: readonly (readonly [what: string, range: SourceRange, text: string])[] = [
    ["a key", sources.locate(metric, "min", "key"), "min"],
    ["a value", sources.locate(metric, "min", "value"), "0.9"],
    ["a container, without the comments and blank lines after it", sources.locate(metric), "metric: auc\n        min: 0.9"],
    ["an item of a list", sources.locate(read.models, 0), '"fraud-*"'],
    ["a value of one line, where no part is asked for", sources.locate(production, "name"), "production"],
    ["the key of a value of several lines, where no part is asked for", sources.locate(production, "gates"), "gates"],
    ["the first line of an item of several lines", sources.locate(production.gates ?? [], 0), "metric: auc"],
    ["the first line of a container, for a key that is not there", sources.locate(metric, "max"), "metric: auc"],
    ["the first line of a container, without its comment's blanks", sources.locate(production, "after"), "name: production # the last one"],
    [
      "a container in brackets",
      sources.locate((windows as { windows: object }).windows),
      "{ deny: [{ from: 2026-12-20, to: 2027-01-03, timeZone: Europe/Berlin, reason: freeze }] }",
    ],
  ];

  for (const [what, range, text] of cases) it(`are those of ${what}`, () => assert.equal(textOf(sound, range), text));

  it("count lines and columns from 1, and columns in UTF-16 units", () => {
    const text = `${sound.split("\n").slice(0, 2).join("\n")}\nmodels: ["😀", b]\nstages: [{ name: a }]\n`;
    const parsed = parse(text);
    assert.ok(parsed.policy);
    const { start, end } = parsed.sources.locate(parsed.policy.models, 1);
    assert.deepEqual(
      [start, end],
      [
        { line: 3, column: 16, offset: 45 },
        { line: 3, column: 17, offset: 46 },
      ],
    );
  });

  it("of what an alias stands for are those of its anchor, once for each copy", () => {
    const shared =
      "version: 1\nname: x\nmodels: [x]\nstages:\n  - name: a\n  - name: b\n    gates: &g\n      - metric: auc\n        min: 0.9\n  - name: c\n    gates: *g\n";
    const parsed = parse(shared);
    const [, one, other] = parsed.policy?.stages ?? [];
    assert.ok(one?.gates?.[0] && other?.gates?.[0]);
    assert.notEqual(one.gates[0], other.gates[0]);
    assert.deepEqual(parsed.sources.locate(one.gates[0]), parsed.sources.locate(other.gates[0]));
    assert.equal(textOf(shared, parsed.sources.locate(other, "gates", "value")), "*g");
  });

  it("are known only for what was read", () => {
    assert.throws(() => sources.locate({}), TypeError);
  });
});

describe("a comment `# muster-ignore`", () => {
  const open = (before: string, behind = "") => `version: 1\nname: x\nmodels: [x]\nstages:\n  - name: a\n${before}  - name: b${behind}\n`;
  const codes = (text: string) => parse(text).diagnostics.map(({ code }) => code);

  it("silences a warning on its own line", () => assert.deepEqual(codes(open("", " # muster-ignore: ungated-first-promotion")), []));
  it("silences a warning on the line below", () => assert.deepEqual(codes(open("  # muster-ignore: ungated-first-promotion\n")), []));
  it("silences through other comments, with other codes", () => {
    assert.deepEqual(codes(open("  # muster-ignore: unused-group, ungated-first-promotion\n  # It is meant so.\n")), []);
  });
  it("silences no other code", () => assert.deepEqual(codes(open("  # muster-ignore: unused-group\n")), ["ungated-first-promotion"]));
  it("silences nothing further down", () => {
    assert.deepEqual(codes(open("  # muster-ignore: ungated-first-promotion\n\n")), ["ungated-first-promotion"]);
    assert.deepEqual(codes(open("").replace("- name: a", "- name: a # muster-ignore: ungated-first-promotion")), [
      "ungated-first-promotion",
    ]);
  });
  it("is no comment inside of a text", () => {
    assert.deepEqual(codes(open("", '\n    description: "# muster-ignore: ungated-first-promotion"')), ["ungated-first-promotion"]);
  });
  it("silences no error", () => {
    assert.deepEqual(
      codes(open("").replace("models: [x]", "# muster-ignore: no-included-model\nmodels: ['!x'] # muster-ignore: no-included-model")),
      ["no-included-model", "ungated-first-promotion"],
    );
  });
});

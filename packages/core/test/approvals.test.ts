/** Laws of approvals: how people are divided among gates, and what one more or one less word does. */
import assert from "node:assert/strict";
import { compile, parsePolicy, type Approval } from "@muster/core";
import fc from "fast-check";
import {
  people,
  runs,
  holds,
  programOf,
  evidenceOf,
  decide,
  gatesOf,
  approve,
  some,
  gate,
  gates,
  nested,
  words,
  most,
} from "./approvals-world.js";

describe("approvals gates of one stage", () => {
  it("are denied exactly when all people together are too few for all of them", () => {
    holds(
      fc.property(gates, some, (gates, approvers) => {
        const { verdict } = decide(programOf(gates), evidenceOf(approvers.map(approve)));
        assert.equal(verdict === "denied", !most(gates, people).all);
      }),
    );
  });

  it("are served by as many people as any division can, each of them by one", () => {
    holds(
      fc.property(gates, some, (gates, approvers) => {
        fc.pre(most(gates, people).all);
        const results = gatesOf(decide(programOf(gates), evidenceOf(approvers.map(approve))));
        const counted = results.map(({ people }) => people?.counted.map(({ by }) => by) ?? []);
        assert.equal(new Set(counted.flat()).size, counted.flat().length);
        counted.forEach((persons, index) => assert.ok(persons.every((person) => gates[index]?.from.includes(person))));
        const served = gates.map(({ approvals }, index) => Math.min(approvals, counted[index]?.length ?? 0));
        assert.equal(
          served.reduce((sum, count) => sum + count, 0),
          most(gates, approvers).sum,
        );
      }),
    );
  });

  it("are allowed exactly when the people who approved can be divided among all of them", () => {
    holds(
      fc.property(gates, some, (gates, approvers) => {
        const { verdict } = decide(programOf(gates), evidenceOf(approvers.map(approve)));
        assert.equal(verdict === "allowed", most(gates, approvers).all);
      }),
    );
  });

  it("are served in the order of the policy: a gate gets as much as it would without those after it", () => {
    holds(
      fc.property(gates, some, (gates, approvers) => {
        fc.pre(most(gates, people).all);
        const all = gatesOf(decide(programOf(gates), evidenceOf(approvers.map(approve)))).map(({ outcome }) => outcome);
        const first = gatesOf(decide(programOf(gates.slice(0, -1)), evidenceOf(approvers.map(approve)))).map(({ outcome }) => outcome);
        assert.deepEqual(all.slice(0, -1), first);
      }),
    );
  });

  it("name changes that are sufficient whoever of those they name gives the approvals", () => {
    holds(
      fc.property(gates, words, fc.infiniteStream(fc.nat()), (gates, words, choices) => {
        const program = programOf(gates);
        const evidence = evidenceOf(words);
        const { remedies, verdict } = decide(program, evidence);
        fc.pre(verdict !== "allowed" && most(gates, people).all);
        assert.ok(remedies.complete);
        const chosen = new Set<string>();
        for (const { by = [] } of remedies.changes) {
          const left = by.filter((person) => !chosen.has(person));
          const person = left[(choices.next().value ?? 0) % left.length];
          if (person === undefined) return;
          chosen.add(person);
        }
        const approvals = [...words, ...[...chosen].map((by): Approval => ({ by, decision: "approve", at: "2026-11-20T10:00:00Z" }))];
        assert.equal(decide(program, evidenceOf(approvals)).verdict, "allowed");
      }),
    );
  });
});

describe("approvals", () => {
  const nestedGates = fc.array(nested, { minLength: 1, maxLength: 3 });

  it("decide the same in any order of words and of gates", () => {
    holds(
      fc.property(nestedGates, words, (gates, words) => {
        const { verdict, gates: results } = decide(programOf(gates), evidenceOf(words));
        const turned = decide(programOf(gates), evidenceOf([...words].reverse()));
        assert.deepEqual(turned.gates, results);
        assert.equal(decide(programOf([...gates].reverse()), evidenceOf(words)).verdict, verdict);
      }),
    );
  });

  it("never turn what is allowed into something else by one more approval", () => {
    let allowed = 0;
    holds(
      fc.property(nestedGates, words, fc.constantFrom(...people), (gates, words, by) => {
        const program = programOf(gates);
        if (decide(program, evidenceOf(words)).verdict !== "allowed") return;
        allowed += 1;
        assert.equal(decide(program, evidenceOf([...words, { by, decision: "approve", at: "2026-11-20T09:30:00Z" }])).verdict, "allowed");
      }),
    );
    assert.ok(allowed > runs / 20, `only ${allowed} were allowed`);
  });

  it("never make a gate pass by one approval less", () => {
    holds(
      fc.property(gates, some, fc.nat(), (gates, approvers, index) => {
        const program = programOf(gates);
        const before = gatesOf(decide(program, evidenceOf(approvers.map(approve))));
        const after = gatesOf(decide(program, evidenceOf(approvers.toSpliced(index % approvers.length, 1).map(approve))));
        after.forEach(({ outcome }, gate) => assert.ok(outcome !== "passed" || before[gate]?.outcome === "passed"));
      }),
    );
  });
});

describe("the remedies of approvals", () => {
  const remediesOf = (gates: readonly object[], words: readonly Approval[], signed?: string) => {
    const { remedies } = decide(programOf(gates, signed), evidenceOf(words));
    return { complete: remedies.complete, by: remedies.changes.map(({ by }) => by) };
  };
  const reject = (by: string): Approval => ({ by, decision: "reject", at: "2026-11-20T08:00:00Z" });

  it("name for each missing approval all who can give it", () => {
    assert.deepEqual(remediesOf([{ approvals: 2, from: ["a@x", "b@x", "c@x"] }], [approve("a@x")]), {
      complete: true,
      by: [["b@x", "c@x"]],
    });
  });

  it("lift a veto by the approval of the very person who rejected, besides those that are missing", () => {
    assert.deepEqual(remediesOf([{ approvals: 2, from: ["a@x", "b@x", "c@x"] }], [reject("a@x")]), {
      complete: true,
      by: [["a@x"], ["b@x", "c@x"]],
    });
  });

  it("name a person once who rejected in two gates", () => {
    const gates = [
      { approvals: 1, from: ["a@x", "b@x"] },
      { approvals: 1, from: ["a@x", "c@x"] },
    ];
    assert.deepEqual(remediesOf(gates, [reject("a@x"), approve("b@x")]), { complete: true, by: [["a@x"]] });
  });

  it("name who can take the place of a person that another gate needs", () => {
    const gates = [
      { approvals: 1, from: ["a@x", "b@x"], exclude: [] },
      { approvals: 1, from: ["a@x"], exclude: [] },
    ];
    assert.deepEqual(remediesOf(gates, [approve("a@x")]), { complete: true, by: [["b@x"]] });
    const shared = { approvals: 2, from: ["a@x", "b@x", "e@x"], shared: true };
    const frees = [{ approvals: 1, from: ["a@x", "e@x"] }, { approvals: 1, from: ["d@x", "e@x"] }, shared];
    assert.deepEqual(remediesOf(frees, [approve("e@x")]), { complete: true, by: [["a@x"]] });
  });

  it("name only people with whom they are enough, where gates share approvals or need one person", () => {
    const shared = { approvals: 1, from: ["a@x", "b@x"], shared: true };
    assert.deepEqual(remediesOf([shared, { approvals: 1, from: ["b@x", "c@x"] }], []), { complete: true, by: [["b@x"]] });
    const two = { approvals: 2, from: ["a@x", "c@x"], shared: true };
    assert.deepEqual(remediesOf([two, { approvals: 1, from: ["a@x", "b@x"] }], []), { complete: true, by: [["c@x"], ["a@x"]] });
    const either = { approvals: 1, from: ["a@x", "b@x"] };
    assert.deepEqual(remediesOf([either, { approvals: 1, from: ["a@x"] }], []), { complete: true, by: [["b@x"], ["a@x"]] });
  });

  it("ask one person for one approval where gates share it", () => {
    const gates = [
      { approvals: 1, from: ["a@x", "d@x"] },
      { approvals: 1, from: ["c@x", "d@x"], shared: true },
    ];
    assert.deepEqual(remediesOf(gates, []), { complete: true, by: [["d@x"]] });
  });

  it("ask people for one approval for several gates where they are too few for one each", () => {
    const from = ["a@x", "b@x", "c@x"];
    const gates = [
      { approvals: 2, from },
      { approvals: 2, from, shared: true },
    ];
    assert.deepEqual(remediesOf(gates, []), { complete: true, by: [from, from] });
  });

  it("are complete wherever only people are missing, also where some gates share theirs", () => {
    const sharing = fc.tuple(gate, fc.boolean()).map(([gate, shared]) => ({ ...gate, shared }));
    holds(
      fc.property(fc.array(sharing, { minLength: 2, maxLength: 4 }), fc.subarray([...people]), (gates, approving) => {
        const { verdict, remedies } = decide(programOf(gates), evidenceOf(approving.map(approve)));
        fc.pre(verdict === "waiting");
        assert.ok(remedies.complete);
      }),
    );
  });

  it("take the easier alternative of an anyOf", () => {
    const anyOf = [
      { approvals: 2, from: ["a@x", "b@x", "c@x"] },
      { approvals: 1, from: ["a@x"] },
    ];
    assert.deepEqual(remediesOf([{ anyOf }], []), { complete: true, by: [["a@x"]] });
    assert.equal(decide(programOf([{ anyOf }]), evidenceOf([approve("a@x")])).verdict, "allowed");
  });

  it("are not complete where too few people may approve", () => {
    assert.deepEqual(remediesOf([{ approvals: 1, from: ["erin@x"] }], []), { complete: false, by: [] });
  });
});

describe("somebody excluded as the author or the requester", () => {
  it("is who that is, whatever group has that name", () => {
    const groups = { author: ["a@x"], requester: ["b@x"] };
    const gates = [{ approvals: 2, from: ["a@x", "b@x", "erin@x"], exclude: ["author"] }];
    const stages = [{ name: "staging" }, { name: "production", gates }];
    const program = compile(
      parsePolicy({ file: "p.json", text: JSON.stringify({ version: 1, name: "p", models: ["m"], groups, stages }) }),
    );
    assert.equal(decide(program, evidenceOf([approve("a@x"), approve("b@x")])).verdict, "allowed");
    assert.equal(decide(program, evidenceOf([approve("erin@x"), approve("b@x")])).verdict, "waiting");
  });
});

describe("a policy that asks for signatures", () => {
  const gates = [
    { approvals: 1, from: ["a@x"] },
    { check: "audit", from: ["ci@x"] },
  ];
  const outcomes = (assurance: "claimed" | "hosted" | "signed", decision: "approve" | "reject" = "approve") => {
    const evidence = evidenceOf([{ ...approve("a@x"), decision, assurance }]);
    const { gates: results, remedies } = decide(programOf(gates, "required"), {
      ...evidence,
      checks: [{ name: "audit", status: "passed", by: "ci@x", at: "2026-11-20T08:00:00Z", assurance }],
    });
    return {
      outcomes: results.slice(1).map(({ outcome }) => outcome),
      why: results.slice(1).map(({ people }) => people?.ignored[0]?.why),
      complete: remedies.complete,
    };
  };

  it("takes signed words", () => {
    assert.deepEqual(outcomes("signed").outcomes, ["passed", "passed"]);
    assert.deepEqual(outcomes("signed", "reject").outcomes, ["failed", "passed"]);
  });

  it("takes no claimed and no hosted ones, rejections too, and says so", () => {
    for (const assurance of ["claimed", "hosted"] as const) {
      const found = outcomes(assurance);
      assert.deepEqual(found.outcomes, ["waiting", "waiting"]);
      assert.deepEqual(found.why, ["not signed", "not signed"]);
      assert.ok(found.complete);
    }
    assert.deepEqual(outcomes("claimed", "reject").outcomes, ["waiting", "waiting"]);
  });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { english, type Measured } from "@muster/report";
import { bullet, type Scene } from "@muster/report/charts";

const measured = (observed: number, bound: number, side: "min" | "max", more: Partial<Measured> = {}): Measured => ({
  metric: "auc",
  outcome: (side === "min" ? observed >= bound : observed <= bound) ? "passed" : "failed",
  code: "any",
  observed,
  bound,
  side,
  ...more,
});

const drawn = (one: Measured): Scene => bullet(one, english) ?? assert.fail("nothing was drawn");

const dot = ({ shapes }: Scene) => shapes.find((shape) => shape.type === "circle") ?? assert.fail("no value");
const holds = ({ shapes }: Scene) => {
  const found = shapes.find((shape) => shape.type === "rect" && shape.class === "holds");
  return found?.type === "rect" ? found : assert.fail("nothing is shaded");
};
const texts = ({ shapes }: Scene) => shapes.filter((shape) => shape.type === "text");

describe("a bullet chart", () => {
  it("puts a value that holds on the shaded side of its bound, and one that fails on the other", () => {
    const numbers = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(numbers, numbers, fc.constantFrom("min" as const, "max" as const), (observed, bound, side) => {
        const scene = drawn(measured(observed, bound, side));
        const { x, width } = holds(scene);
        const inside = dot(scene).x >= x && dot(scene).x <= x + width;
        const passes = side === "min" ? observed >= bound : observed <= bound;
        // Two numbers that are closer than a tenth of a pixel fall together.
        if (passes) assert.ok(inside);
        else assert.ok(!inside || dot(scene).x === x || dot(scene).x === x + width);
      }),
    );
  });

  it("keeps everything inside the drawing", () => {
    const scene = drawn(measured(0.915, 0.92, "min", { interval: [0.9114, 0.9185], baseline: { version: "5", observed: 0.921 } }));
    for (const shape of scene.shapes) {
      if (shape.type === "path") continue;
      assert.ok(shape.x >= 0 && shape.x <= scene.width && shape.y <= scene.height, JSON.stringify(shape));
    }
  });

  it("names the value and the baseline one below the other where they would overlap", () => {
    const close = drawn(measured(0.92, 0.85, "min", { baseline: { version: "5", observed: 0.9201 } }));
    const [, value, baseline] = texts(close);
    assert.deepEqual([value?.text, baseline?.text], ["0.92", "baseline 5: 0.9201"]);
    assert.notEqual(value?.y, baseline?.y);
    const apart = drawn(measured(0.5, 0.55, "max", { baseline: { version: "5", observed: 0.9 } }));
    assert.equal(texts(apart)[1]?.y, texts(apart)[2]?.y);
  });

  it("says in words what is to be seen", () => {
    const { description } = drawn(measured(0.915, 0.92, "min", { margin: -0.005 }));
    assert.equal(description, "auc: Observed 0.915, Bound ≥ 0.92, Margin −0.005: failed");
  });

  it("shows the bound alone where nothing was measured", () => {
    const { shapes } = drawn({ metric: "auc", outcome: "unknown", code: "any", bound: 0.92, side: "min" });
    assert.ok(shapes.every(({ type }) => type !== "circle"));
  });
});

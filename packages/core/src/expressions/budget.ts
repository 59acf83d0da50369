import { isCelList, isCelMap, type CelValue } from "@bufbuild/cel";

/** How many steps an expression may still take. A step is about as much work as looking at one node of it. */
export interface Budget {
  /** Starts anew. */
  refill(): void;
  /** @throws Error when too little is left. */
  spend(steps: number): void;
  readonly left: number;
  readonly isSpent: boolean;
}

export const budgetOf = (steps: number): Budget => {
  let left = steps;
  return {
    refill: () => void (left = steps),
    spend(asked) {
      left -= asked;
      if (left < 0) throw new Error("the expression takes too many steps");
    },
    get left() {
      return left;
    },
    get isSpent() {
      return left < 0;
    },
  };
};

const perStep = 4;

/** The steps that it takes to read a value to its end; little more than `enough` where it takes more. */
export const weightOf = (value: CelValue, enough: number): number => {
  if (typeof value === "string" || value instanceof Uint8Array) return 1 + value.length / perStep;
  if (!isCelList(value) && !isCelMap(value)) return 1;
  let weight = 1;
  for (const item of isCelMap(value) ? [...value].flat() : value) {
    if (weight > enough) break;
    weight += weightOf(item, enough - weight);
  }
  return weight;
};

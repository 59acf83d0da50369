import type { GateExpectation, PolicyTestCase } from "../generated/policy-test.js";

/** What a case expects of one gate, and the mapping in which it says so. */
export interface ExpectedGate {
  readonly id: string;
  readonly expectation: GateExpectation;
  readonly container: object;
}

export const expectedGates = ({ expect }: PolicyTestCase): readonly ExpectedGate[] => {
  const gates = typeof expect === "string" ? undefined : expect.gates;
  return gates === undefined ? [] : Object.entries(gates).map(([id, expectation]) => ({ id, expectation, container: gates }));
};

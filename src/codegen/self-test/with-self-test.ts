// Gives a unit a function that tells whether a build computes the bits it must. Spells nothing.

import { checkProgram } from "../../program/check-program.ts";
import type { Unit, UnitFunction } from "../../program/unit.ts";
import type { Golden } from "./golden.ts";
import { selfTestProgram } from "./self-test-program.ts";

/**
 * @param unit whose first function is the one that users call; it remembers nothing.
 * @param says what its verdict is, in the language's words.
 */
export function withSelfTest(unit: Unit, golden: Golden, says: (fact: string) => string): Unit {
  const programs = unit.functions.map(({ program }) => program);
  const program = selfTestProgram({ id: 0, program: programs[0] }, golden);
  checkProgram(program, programs);
  const does = says(factOf(golden));
  const one: UnitFunction = { name: "self_test", program, exported: true, does, isSelfTest: true };
  return { ...unit, functions: [...unit.functions, one] };
}

function factOf({ calls }: Golden): string {
  if (calls === 0) return "an example of float arithmetic has the bits it must have";
  return `the results of ${calls} ${calls === 1 ? "call" : "calls"} and an example of float arithmetic have the bits they must have`;
}

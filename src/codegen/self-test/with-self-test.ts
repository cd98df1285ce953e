// Gives a unit a function that tells whether a build computes the bits it must. Spells nothing.

import { checkProgram } from "../../program/check-program.ts";
import type { Program } from "../../program/program.ts";
import { remembers, type Unit, type UnitFunction } from "../../program/unit.ts";
import type { Golden } from "./golden.ts";
import { hasExample, selfTestProgram } from "./self-test-program.ts";

/**
 * @param unit whose first function is the one that users call; what that remembers the test begins anew and uses.
 * @param says what its verdict is, in the language's words.
 */
export function withSelfTest(unit: Unit, golden: Golden, says: (fact: string) => string): Unit {
  const programs = unit.functions.map(({ program }) => program);
  const program = selfTestProgram({ id: 0, program: programs[0] }, golden);
  checkProgram(program, programs);
  const does = [says(factOf(golden, programs[0])), ...(remembers(programs[0]) ? ["it begins anew what it is passed"] : [])].join("; ");
  const one: UnitFunction = { name: "self_test", program, exported: true, does, isSelfTest: true };
  return { ...unit, functions: [...unit.functions, one] };
}

function factOf(golden: Golden, program: Program): string {
  const { calls } = golden;
  if (calls === 0) return "an example of float arithmetic has the bits it must have";
  const counted = `the results of ${calls} ${calls === 1 ? "call" : "calls"}`;
  return `${hasExample(golden, program) ? `${counted} and an example of float arithmetic` : counted} have the bits they must have`;
}

// Runs Programs by whichever way is faster: interpreted at first, compiled once that has taken longer than compiling does.
// Both give the same bits, so nobody can tell.

import { inlineCalls } from "../program/inline.ts";
import { withoutKernels } from "../program/inline-kernels.ts";
import { checkArguments, interpretValues } from "../program/interpret.ts";
import { operationsOfCall } from "../program/operation-count.ts";
import type { FunctionId, Program } from "../program/program.ts";
import type { Unit } from "../program/unit.ts";
import { hasWasmSimd } from "../wasm/instantiate.ts";
import { assemble, type Evaluate } from "./assembled-program.ts";
import { isCompilable } from "./compilable.ts";

/** Statements the interpreter executes in the time that compiling takes: each for as many calls as it runs side by side. */
const COMPILING = 4096;
/** Calls the interpreter runs side by side, few or many, where they have no state. */
const INTERPRETED_CALLS = 256;

/** Of programs that were run: compiling is done once. */
const evaluators = new WeakMap<Program, Evaluate>();
/** Of functions of units, by number. */
const unitEvaluators = new WeakMap<Unit, Map<FunctionId, Evaluate>>();

/** As `interpretValues`, of one program: what is evaluated again and again is compiled once. */
export function prepare(program: Program): Evaluate {
  const known = evaluators.get(program);
  if (known !== undefined) return known;
  const evaluator = evaluatorOf(program);
  evaluators.set(program, evaluator);
  return evaluator;
}

/** As `interpretUnit`, of one function. */
export function prepareUnit(unit: Unit, id: FunctionId): Evaluate {
  const known = unitEvaluators.get(unit) ?? new Map<FunctionId, Evaluate>();
  unitEvaluators.set(unit, known);
  const evaluator = known.get(id) ?? prepare(inlineCalls(unit, id));
  known.set(id, evaluator);
  return evaluator;
}

function evaluatorOf(program: Program): Evaluate {
  const statements = operationsOfCall(program);
  const abreast = program.buffers.some(({ role }) => role === "state") ? 1 : INTERPRETED_CALLS;
  let executed = 0;
  let compiled: Evaluate | "not yet" | "never" = "not yet";
  return (inputs, count) => {
    executed += statements * Math.ceil(count / abreast);
    if (compiled === "not yet" && executed > COMPILING) compiled = hasWasmSimd() ? compile(program) : "never";
    if (typeof compiled === "string") return interpretValues(program, inputs, count);
    checkArguments(program, inputs, count);
    return compiled(inputs, count);
  };
}

function compile(program: Program): Evaluate | "never" {
  const basic = withoutKernels(program);
  return isCompilable(basic) ? assemble(basic) : "never";
}

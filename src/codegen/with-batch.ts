// Gives a unit of one function a second one, for many arguments. Spells nothing.

import { blockOfCalls } from "../program/block-of-calls.ts";
import { checkProgram } from "../program/check-program.ts";
import type { BatchModule, Unit, UnitFunction } from "../program/unit.ts";

/**
 * @param usesBlocks whether a block of calls is to have a function of its own, for compilers to make vectors of.
 * @param module what does many calls in WebAssembly, where the language runs it.
 */
export function withBatch(unit: Unit, usesBlocks: boolean, module: BatchModule | undefined): Unit {
  const [{ name, program }] = unit.functions;
  const block = usesBlocks ? blockOfCalls(program) : undefined;
  if (block === undefined) return { ...unit, batch: { of: 0, module } };
  checkProgram(block.program);
  const does = `is ${block.calls} calls of ${name} side by side, with the same bits, in ${block.bytes} bytes of working memory`;
  const one: UnitFunction = { name: "block", program: block.program, exported: false, does };
  return { ...unit, functions: [...unit.functions, one], batch: { of: 0, module, block: { function: 1, calls: block.calls } } };
}

// Makes of a function one more that stands in a header, to be compiled into its callers. Spells nothing.

import { callingConvention, type Program } from "../program/program.ts";
import type { UnitFunction } from "../program/unit.ts";
import { usesOf } from "../program/uses.ts";
import { partAllProducts } from "./lower/part-products.ts";

/** Statements that are worth repeating at every call. */
const MOST_STATEMENTS = 24;

/**
 * The same function of one number, with its bits whatever options its callers are compiled with: every product is added to +0 before it is
 * added to something else, for those options may fuse it. Undefined of functions with loops, working memory, fused multiply-adds or many statements.
 */
export function inlineFunctionOf(program: Program, name: string): UnitFunction | undefined {
  const { inputs, outputs } = callingConvention(program);
  const isOfNumbers = inputs.length === 1 && inputs[0].passing === "scalar" && outputs.length === 1 && outputs[0].passing === "returned";
  const isStraight = program.body.every(({ kind }) => kind === "let" || kind === "return");
  const hasTablesAlone = program.buffers.every(({ role }) => role === "table" || role === "input" || role === "output");
  // Whose source alone has what computes them.
  const isFused = usesOf(program).operators.has("multiplyAdd");
  if (!isOfNumbers || !isStraight || !hasTablesAlone || program.body.length > MOST_STATEMENTS || isFused) return undefined;
  return { name: "inline", program: partAllProducts(program), exported: false, isInline: true, isInHeader: true, does: `is ${name}, compiled into its callers` };
}

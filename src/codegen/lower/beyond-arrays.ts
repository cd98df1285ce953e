// What windows of a sum of products of integers take beyond an array whose frame is not there: one number, the same everywhere, times the other factor. The
// order of such sums is free, so that these terms stand by themselves. Says which they are; emits nothing.

import type { Reduction } from "../../network/reduction.ts";
import type { Expression } from "../../program/program.ts";
import { withSteps, type Run } from "./peel-frames.ts";

/** Terms of which one factor is `fill`; there are some. */
export interface Beyond {
  /** The reduction with the other factor alone, at some of the steps. */
  readonly blocks: readonly Reduction[];
  readonly fill: Expression;
}

interface Filled {
  /** Of the reduction. */
  readonly argument: number;
  readonly fill: Expression;
}

/**
 * The steps that a reduction of two factors leaves out, if there are any.
 *
 * @param filled the factor that is the same number at these steps.
 * @param taken the steps along each reduced axis that are not left out.
 */
export function beyondArray(reduction: Reduction, filled: Filled, taken: readonly Run[]): Beyond | undefined {
  const factors = reduction.factors.filter((factor) => factor.argument !== filled.argument);
  const blocks = blocksAround(reduction.over, taken).map((steps) => withSteps({ ...reduction, factors }, steps));
  return blocks.length === 0 ? undefined : { blocks, fill: filled.fill };
}

/** Before and behind the taken steps of each axis: with the taken steps of the axes before it, and all of those behind it, which lie one after the other. */
function blocksAround(over: readonly number[], taken: readonly Run[]): readonly (readonly Run[])[] {
  return over.flatMap((extent, axis) => {
    const { first, count } = taken[axis];
    const end = first + count;
    const runs = [{ first: 0, count: first }, { first: end, count: extent - end }].filter((run) => run.count > 0);
    return runs.map((run) => over.map((whole, other) => (other < axis ? taken[other] : other === axis ? run : { first: 0, count: whole })));
  });
}

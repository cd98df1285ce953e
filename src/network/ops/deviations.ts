// What normalisations are made of: how far each element is from the mean of its neighbours along some axes, and the mean of the
// squares of that. Two passes, so that nothing cancels where the mean is large.

import type { ValueBuilder, ValueId } from "../op.ts";
import type { Origin } from "../origin.ts";
import { multiply } from "./multiply.ts";
import { reduceMean } from "./reduce-mean.ts";
import { subtract } from "./subtract.ts";

export interface Deviations {
  /** Of the shape of `x`. */
  readonly deviation: ValueId;
  /** The axes have one element. */
  readonly variance: ValueId;
}

/** The deviations of `x` from its means along the axes, and their variances. */
export function deviationsOf(builder: ValueBuilder, x: ValueId, axes: readonly number[], origin: Origin): Deviations {
  const mean = builder.operation(reduceMean, [x], { axes }, "mean", origin);
  const deviation = builder.operation(subtract, [x, mean], {}, "deviation", origin);
  const square = builder.operation(multiply, [deviation, deviation], {}, "square", origin);
  return { deviation, variance: builder.operation(reduceMean, [square], { axes }, "variance", origin) };
}

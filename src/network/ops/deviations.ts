// What normalisations are made of: how far each element is from the mean of its neighbours along some axes, and the mean of the
// squares of that. Two passes, so that nothing cancels where the mean is large.

import type { ValueBuilder, ValueId } from "../op.ts";
import type { Origin } from "../origin.ts";
import { multiply } from "./multiply.ts";
import { reciprocal } from "./reciprocal.ts";
import { reduceMean } from "./reduce-mean.ts";
import { squareRoot } from "./square-root.ts";
import { subtract } from "./subtract.ts";
import { addConstant } from "./with-constant.ts";

export interface Deviations {
  /** Of the shape of `x`. */
  readonly deviation: ValueId;
  /** The axes have one element. */
  readonly variance: ValueId;
}

/** The deviations of `x` from its means along the axes, all where there are none, and their variances. */
export function deviationsOf(builder: ValueBuilder, x: ValueId, axes: readonly number[], origin: Origin): Deviations {
  const mean = builder.operation(reduceMean, [x], { axes }, "mean", origin);
  const deviation = builder.operation(subtract, [x, mean], {}, "deviation", origin);
  return { deviation, variance: meanSquareOf(builder, deviation, axes, "variance", origin) };
}

/** The means of the squares along the axes, which have one element. */
export function meanSquareOf(builder: ValueBuilder, x: ValueId, axes: readonly number[], name: string, origin: Origin): ValueId {
  const square = builder.operation(multiply, [x, x], {}, "square", origin);
  return builder.operation(reduceMean, [square], { axes }, name, origin);
}

/** 1/√(of + epsilon): what is multiplied by it would else be divided, element by element. */
export function inverseRootOf(builder: ValueBuilder, of: ValueId, epsilon: number, name: string, origin: Origin): ValueId {
  const raised = builder.operation(addConstant, [of], { addend: epsilon }, "raised", origin);
  const root = builder.operation(squareRoot, [raised], {}, "root", origin);
  return builder.operation(reciprocal, [root], {}, name, origin);
}

// reduce_l1: the sum of magnitudes along axes, one chain from +0. ONNX ReduceL1-18.

import { add, constantOf, less, select, subtract } from "../../program/expression.ts";
import { foldOverAxes, reducedAxesSpelling } from "./reduce-over-axes.ts";

export const reduceL1 = foldOverAxes(
  "reduce_l1",
  {
    initial: 0,
    next(sum, element, scalar) {
      const zero = constantOf(scalar, 0);
      return add(sum, select(less(element, zero), subtract(zero, element, "opposite"), element));
    },
  },
  reducedAxesSpelling("ReduceL1", 18),
  ["f32", "i32"],
);

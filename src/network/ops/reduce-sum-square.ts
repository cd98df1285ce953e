// reduce_sum_square: the sum of squares along axes, one chain from +0. ONNX ReduceSumSquare-18.

import { add, multiply } from "../../program/expression.ts";
import { foldOverAxes, reducedAxesSpelling } from "./reduce-over-axes.ts";

export const reduceSumSquare = foldOverAxes(
  "reduce_sum_square",
  { initial: 0, next: (sum, element) => add(sum, multiply(element, element, "square")) },
  reducedAxesSpelling("ReduceSumSquare", 18),
  ["f32", "i32"],
);

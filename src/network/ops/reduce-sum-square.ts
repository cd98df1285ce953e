// reduce_sum_square: the sum of squares along axes, each one rounded. ONNX ReduceSumSquare-18.

import { reducedAxesSpelling, reduceOverAxes } from "./reduce-over-axes.ts";

export const reduceSumSquare = reduceOverAxes("reduce_sum_square", "add", reducedAxesSpelling("ReduceSumSquare", 18), {
  scalars: ["f32", "i32"],
  power: 2,
});

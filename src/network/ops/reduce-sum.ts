// reduce_sum: the sum along axes, one chain from +0; of more than 256 elements a chain of chains, as `Reduction` has them. ONNX
// ReduceSum-13.

import type { Op } from "../op.ts";
import { reducedAxesSpelling, reduceOverAxes } from "./reduce-over-axes.ts";

const sum = reduceOverAxes("reduce_sum", "add", reducedAxesSpelling("ReduceSum", 13), ["f32", "i32"]);

export const reduceSum: Op = {
  ...sum,
  examples: [...sum.examples, { shapes: [[4, 5, 20]] }, { shapes: [[300, 1]], attributes: { axes: [0, 1], keepdims: 0 } }],
};

// reduce_sum: the sum along axes, one chain from +0. ONNX ReduceSum-13.

import { reducedAxesSpelling, reduceOverAxes } from "./reduce-over-axes.ts";

export const reduceSum = reduceOverAxes("reduce_sum", "add", reducedAxesSpelling("ReduceSum", 13), ["f32", "i32"]);

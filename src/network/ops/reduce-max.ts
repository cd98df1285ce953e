// reduce_max: the largest element along axes; a NaN stays where it is the first element and is passed over elsewhere, as
// onnxruntime has it. ONNX ReduceMax-18.

import { reducedAxesSpelling, reduceOverAxes } from "./reduce-over-axes.ts";

export const reduceMax = reduceOverAxes("reduce_max", "maximum", reducedAxesSpelling("ReduceMax", 18));

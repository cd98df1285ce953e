// reduce_max: the largest element along axes; a NaN stays where it is the first element and is passed over elsewhere, as
// onnxruntime has it. ONNX ReduceMax-20: of truth values whether any is true.

import { reducedAxesSpelling, reduceOverAxes } from "./reduce-over-axes.ts";

export const reduceMax = reduceOverAxes("reduce_max", "maximum", reducedAxesSpelling("ReduceMax", 18), { scalars: ["f32", "i32", "bool"] });

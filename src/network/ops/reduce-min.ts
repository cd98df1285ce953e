// reduce_min: the smallest element along axes; a NaN stays where it is the first element and is passed over elsewhere, as
// onnxruntime has it. ONNX ReduceMin-20: of truth values whether each is true.

import { reducedAxesSpelling, reduceOverAxes } from "./reduce-over-axes.ts";

export const reduceMin = reduceOverAxes("reduce_min", "minimum", reducedAxesSpelling("ReduceMin", 18), { scalars: ["f32", "i32", "bool"] });

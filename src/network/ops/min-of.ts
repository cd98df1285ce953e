// min_of: the least of any number of arguments, broadcast. NaN where one is NaN; of zeros of either sign the last one. ONNX Min-13.

import { sameNumber } from "../scalar-rules.ts";
import { minimum } from "./extremes.ts";
import { ofAnyNumber } from "./of-any-number.ts";

export const minOf = ofAnyNumber({ name: "min_of", inferScalar: sameNumber, pair: minimum, type: "Min", scalars: ["f32", "i32"] });

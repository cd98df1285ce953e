// max_of: the greatest of any number of arguments, broadcast. NaN where one is NaN; of zeros of either sign the last one. ONNX Max-13.

import { sameNumber } from "../scalar-rules.ts";
import { maximum } from "./extremes.ts";
import { ofAnyNumber } from "./of-any-number.ts";

export const maxOf = ofAnyNumber({ name: "max_of", inferScalar: sameNumber, pair: maximum, type: "Max", scalars: ["f32", "i32"] });

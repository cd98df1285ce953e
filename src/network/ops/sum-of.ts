// sum_of: the sum of any number of arguments, broadcast, added up in their order. ONNX Sum-13.

import { add } from "./add.ts";
import { ofAnyNumber } from "./of-any-number.ts";

export const sumOf = ofAnyNumber({ name: "sum_of", pair: add, type: "Sum", scalars: ["f32"] });

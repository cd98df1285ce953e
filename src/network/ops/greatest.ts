// greatest: the largest element along axes, at least the smallest float32; NaN is passed over. What softmax is made of, which has a NaN
// of its own where an element is NaN: in C a compiler knows nothing of the first element then and makes vectors of the next loop. No
// file has it.

import { LARGEST_FLOAT32 } from "../../numeric/float32.ts";
import { reduceOverAxes } from "./reduce-over-axes.ts";

export const greatest = reduceOverAxes("greatest", "maximum", undefined, { initial: -LARGEST_FLOAT32 });

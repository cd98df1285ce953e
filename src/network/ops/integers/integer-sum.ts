// integer_sum: the sum of integers of any width along axes, in i32 modulo 2^32. No file has it.

import type { Op } from "../../op.ts";
import { reduceOverAxes } from "../reduce-over-axes.ts";
import { integerSums } from "./integer-sums.ts";

const sum = reduceOverAxes("integer_sum", "add", undefined);

export const integerSum: Op = {
  ...sum,
  inferScalar: ([x]) => integerSums([x, x]),
  examples: [
    { shapes: [[2, 3, 4]], scalars: ["u8"], attributes: { axes: [1, 2] } },
    { shapes: [[2, 70]], scalars: ["i8"], attributes: { axes: [1], keepdims: 0 } },
  ],
};

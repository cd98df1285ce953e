// Special values of convolutions and pooling.

import { ints } from "../formats/onnx/models.ts";
import { shaped, type RowsOf } from "./rows.ts";

const channel = (...data: readonly number[]) => shaped([1, 1, data.length], data);
const kernel = [ints("kernel_shape", [2])];

export const WINDOWS: RowsOf = {
  Conv: [{ given: [channel(Infinity, 1), channel(0)], rule: "no product is left out, not of 0 either", nnc: [NaN, 0] }],
  MaxPool: [
    { given: [channel(NaN, 1, 2, NaN)], attributes: kernel, rule: "NaN is passed over", nnc: [1, 2, 2] },
    { given: [channel(-Infinity, NaN)], attributes: kernel, rule: "at least the smallest float32", nnc: [-3.4028234663852886e38] },
  ],
  AveragePool: [{ given: [channel(NaN, 1, 2)], attributes: kernel, rule: "NaN is not passed over", nnc: [NaN, 1.5] }],
};

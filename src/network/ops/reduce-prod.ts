// reduce_prod: the product along axes, one chain from 1. ONNX ReduceProd-18.

import { multiply } from "../../program/expression.ts";
import { foldOverAxes, reducedAxesSpelling } from "./reduce-over-axes.ts";

export const reduceProd = foldOverAxes(
  "reduce_prod",
  { initial: 1, next: (product, element) => multiply(product, element) },
  reducedAxesSpelling("ReduceProd", 18),
  ["f32", "i32"],
);

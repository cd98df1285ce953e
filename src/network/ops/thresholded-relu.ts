// thresholded_relu: x above alpha, else 0; 0 of NaN. ONNX ThresholdedRelu-22; Konda, Memisevic and Krueger 2015.

import { constant, less, select } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";
import { float32Of } from "./float32-of.ts";

export const thresholdedRelu = elementwise({
  name: "thresholded_relu",
  attributes: { alpha: 1 },
  value: (x, attributes) => select(less(constant(float32Of(attributes, "alpha"), "alpha"), x), x, constant(0)),
  derivative: (x, attributes) => select(less(constant(float32Of(attributes, "alpha")), x), constant(1), constant(0)),
  onnx: { type: "ThresholdedRelu", attributes: { alpha: { name: "alpha", type: "float" } } },
  examples: [{ shapes: [[7]] }, { shapes: [[3]], attributes: { alpha: Math.fround(0.3) } }],
});

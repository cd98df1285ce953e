// clip_to: x within two numbers; NaN stays NaN, and −0 stays −0 beside a bound of 0. ONNX Clip-6, whose bounds are attributes.

import { LARGEST_FLOAT32 } from "../../numeric/float32.ts";
import { constant, less, select } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";
import { float32Of } from "./float32-of.ts";

export const clipTo = elementwise({
  name: "clip_to",
  attributes: { low: -LARGEST_FLOAT32, high: LARGEST_FLOAT32 },
  value(x, attributes) {
    const [low, high] = [constant(float32Of(attributes, "low"), "low"), constant(float32Of(attributes, "high"), "high")];
    const raised = select(less(x, low), low, x);
    return select(less(high, raised), high, raised);
  },
  /** At the bounds, where there is none, that within them. */
  derivative(x, attributes) {
    const [low, high] = [constant(float32Of(attributes, "low")), constant(float32Of(attributes, "high"))];
    return select(less(x, low), constant(0), select(less(high, x), constant(0), constant(1)));
  },
  onnx: { type: "Clip", until: 10, attributes: { low: { name: "min", type: "float" }, high: { name: "max", type: "float" } } },
  examples: [{ shapes: [[7]] }, { shapes: [[3]], attributes: { low: Math.fround(-0.3), high: Math.fround(0.6) } }],
});

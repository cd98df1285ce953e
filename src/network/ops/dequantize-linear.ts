// dequantize_linear: (x − zero_point)·scale, with one scale and zero point for all of x or one for each index of an axis. The integers become
// float32 first, which rounds those of int32 beyond 2^24, as onnxruntime does. ONNX DequantizeLinear-13, but for blocks.

import { isFloat } from "../../program/scalar.ts";
import { numberOf } from "../attributes.ts";
import { acceptedAxes, axisOf } from "../axes.ts";
import { showShape, type Shape } from "../shape.ts";
import type { ExpandContext, Op, ShapeProblem, ValueId } from "../op.ts";
import { cast, castCode } from "./cast.ts";
import { multiply } from "./multiply.ts";
import { reshape } from "./reshape.ts";
import { subtract } from "./subtract.ts";

export const dequantizeLinear: Op = {
  name: "dequantize_linear",
  parameters: ["x", "scale", "zero_point"],
  required: 2,
  attributes: { axis: 1 },
  inferShape([x, ...others], attributes) {
    const wrong = others.map((shape) => problemOf(x, shape, attributes)).find((problem) => problem !== undefined);
    return wrong ?? x;
  },
  inferScalar([x, scale, ...zeros]) {
    if (scale !== "f32" || isFloat(x)) return { problem: "it takes integers and a scale of float32" };
    return zeros.every((zero) => zero === x) ? "f32" : { problem: "its zero_point is of another type than x" };
  },
  computation: {
    kind: "expand",
    into(context) {
      const { builder, arguments: [x, scale, zero], name, origin } = context;
      const float = (id: ValueId, label: string): ValueId => builder.operation(cast, [id], { to: castCode("f32") }, label, origin);
      const from = zero === undefined
        ? float(x, "numbers")
        : builder.operation(subtract, [float(x, "numbers"), alongAxis(context, float(zero, "zero"))], {}, "shifted", origin);
      return builder.operation(multiply, [from, alongAxis(context, scale)], {}, name, origin);
    },
  },
  onnx: { type: "DequantizeLinear", attributes: { axis: { name: "axis", type: "int" } } },
  examples: [
    { shapes: [[2, 3], [], []], scalars: ["i32", "f32", "i32"] },
    { shapes: [[2, 3], [3]], scalars: ["i32", "f32"] },
    { shapes: [[2, 3, 2], [2], [2]], scalars: ["i32", "f32", "i32"], attributes: { axis: 0 } },
    { shapes: [[4], []], scalars: ["i32", "f32"], attributes: { axis: 0 } },
  ],
};

function problemOf(x: Shape, shape: Shape, attributes: ExpandContext["attributes"]): ShapeProblem | undefined {
  if (isOne(shape)) return undefined;
  const axis = axisOf(numberOf(attributes, "axis"), x.length);
  if (typeof axis === "object") return axis;
  const fits = shape.length === 1 && shape[0] === x[axis];
  return fits ? undefined : { problem: `a scale or zero point of shape ${showShape(shape)} is neither one number nor one for each index of axis ${axis} of ${showShape(x)}` };
}

/** The numbers along the axis, so that they broadcast to x. */
function alongAxis({ builder, arguments: [x], attributes, origin }: ExpandContext, id: ValueId): ValueId {
  const shape = builder.shapeOf(id);
  if (isOne(shape)) return builder.operation(reshape, [id], { shape: [] }, "one", origin);
  const rank = builder.shapeOf(x).length;
  const [axis] = acceptedAxes([numberOf(attributes, "axis")], rank);
  const spread = Array.from({ length: rank }, (_, own) => (own === axis ? shape[0] : 1));
  return builder.operation(reshape, [id], { shape: spread }, "spread", origin);
}

function isOne(shape: Shape): boolean {
  return shape.every((extent) => extent === 1) && shape.length < 2;
}

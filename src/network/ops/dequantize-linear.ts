// dequantize_linear: (x − zero_point)·scale, with one scale and zero point for all of x, for each index of an axis
// or for blocks of it. The integers become float32 first, which rounds those of int32 beyond 2^24, as onnxruntime does. ONNX
// DequantizeLinear-28.

import { isFloat } from "../../program/scalar.ts";
import { numberOf } from "../attributes.ts";
import { acceptedAxes } from "../axes.ts";
import type { ExpandContext, Op, ValueId } from "../op.ts";
import type { Shape } from "../shape.ts";
import { cast, castCode } from "./cast.ts";
import { multiply } from "./multiply.ts";
import { reshape } from "./reshape.ts";
import { ONNX_SCALE_ATTRIBUTES, SCALE_ATTRIBUTES, scaledShape, spreadScale } from "./quantisation-scale.ts";
import { subtract } from "./subtract.ts";

export const dequantizeLinear: Op = {
  name: "dequantize_linear",
  parameters: ["x", "scale", "zero_point"],
  required: 2,
  attributes: SCALE_ATTRIBUTES,
  inferShape: scaledShape,
  inferScalar([x, scale, ...zeros]) {
    if (scale !== "f32" || isFloat(x)) return { problem: "it takes integers and a scale of float32" };
    return zeros.every((zero) => zero === x) ? "f32" : { problem: "its zero_point is of another type than x" };
  },
  staysOfConstants: true,
  computation: {
    kind: "expand",
    into(context) {
      const blocked = inWholeBlocks(context);
      if (blocked !== undefined) return blocked;
      const { builder, arguments: [x, scale, zero], name, origin } = context;
      const float = (id: ValueId, label: string): ValueId => builder.operation(cast, [id], { to: castCode("f32") }, label, origin);
      const from = zero === undefined
        ? float(x, "numbers")
        : builder.operation(subtract, [float(x, "numbers"), spreadScale(context, float(zero, "zero"))], {}, "shifted", origin);
      return builder.operation(multiply, [from, spreadScale(context, scale)], {}, name, origin);
    },
  },
  onnx: {
    type: "DequantizeLinear",
    attributes: ONNX_SCALE_ATTRIBUTES,
    fixedAttributes: { output_dtype: 1 },
    hasInt32: true,
  },
  examples: [
    { shapes: [[2, 3], [], []], scalars: ["i32", "f32", "i32"] },
    { shapes: [[2, 3], [3]], scalars: ["i32", "f32"] },
    { shapes: [[2, 3, 2], [2], [2]], scalars: ["i32", "f32", "i32"], attributes: { axis: 0 } },
    { shapes: [[4], []], scalars: ["i32", "f32"], attributes: { axis: 0 } },
    { shapes: [[2, 5], [2, 3], [2, 3]], scalars: ["i32", "f32", "i32"], attributes: { block_size: 2 } },
    { shapes: [[4, 3], [2, 3], [2, 3]], scalars: ["i32", "f32", "i32"], attributes: { axis: 0, block_size: 2 } },
  ],
};

/**
 * Blocks that divide their axis: the axis is taken apart, so that scales repeat along one of the two. Undefined where there are none.
 */
function inWholeBlocks({ builder, arguments: [x, ...scales], attributes, name, origin }: ExpandContext): ValueId | undefined {
  const block = numberOf(attributes, "block_size");
  const shape = builder.shapeOf(x);
  if (block === 0) return undefined;
  const [axis] = acceptedAxes([numberOf(attributes, "axis")], shape.length);
  if (shape[axis] % block !== 0) return undefined;
  const apart = (length: number): Shape => shape.toSpliced(axis, 1, shape[axis] / block, length);
  const reshaped = (id: ValueId, to: Shape): ValueId => builder.operation(reshape, [id], { shape: [...to] }, name, origin);
  const [scale, zero] = scales.map((id) => reshaped(id, apart(1)));
  const float = (id: ValueId): ValueId => builder.operation(cast, [id], { to: castCode("f32") }, "numbers", origin);
  const numbers = float(reshaped(x, apart(block)));
  const from = zero === undefined ? numbers : builder.operation(subtract, [numbers, float(zero)], {}, "shifted", origin);
  return reshaped(builder.operation(multiply, [from, scale], {}, name, origin), shape);
}

// q_linear_global_average_pool: the average of each channel of a quantised array, requantised: the sum of the integers less their zero points, in i32, times
// x_scale / (y_scale·elements). ONNX has no such operator; onnxruntime computes so what is averaged between two quantisations.

import type { ExpandContext, Op, ValueId } from "../../op.ts";
import { elementCount } from "../../shape.ts";
import { cast, castCode } from "../cast.ts";
import { divide } from "../divide.ts";
import { globalAveragePool } from "../global-pools.ts";
import { multiply } from "../multiply.ts";
import { subtract } from "../subtract.ts";
import { integerSum } from "./integer-sum.ts";
import { problemOfFactors } from "./narrow-factors.ts";
import { CLAMP_ATTRIBUTES, one, problemOfResult, requantizedBy } from "./requantized-sums.ts";
import { isZero } from "./without-zero.ts";
import { problemOfScales } from "./zero-shapes.ts";

export const qLinearGlobalAveragePool: Op = {
  name: "q_linear_global_average_pool",
  parameters: ["x", "x_scale", "x_zero_point", "y_scale", "y_zero_point"],
  required: 5,
  attributes: CLAMP_ATTRIBUTES,
  inferShape: ([x, ...others]) => problemOfScales(...others.map((shape) => [shape, undefined] as const)) ?? globalAveragePool.inferShape([x], {}),
  inferScalar: ([x, xScale, xZero, yScale, yZero]) => problemOfFactors([x], [xZero]) ?? problemOfResult([xScale, yScale], yZero, undefined) ?? yZero,
  computation: {
    kind: "expand",
    into(context) {
      const { builder, arguments: [x, xScale, xZero, yScale, yZero], name, origin } = context;
      const shape = builder.shapeOf(x);
      const axes = [...shape.keys()].slice(2);
      const elements = elementCount(shape.slice(2));
      const sum = builder.operation(integerSum, [x], { axes }, "sum", origin);
      const all = builder.parameter("elements", [], Float32Array.of(elements), origin);
      const scale = builder.operation(divide, [one(context, xScale), builder.operation(multiply, [one(context, yScale), all], {}, "unit", origin)], {}, "scale", origin);
      return requantizedBy(context, lessZeros(context, sum, xZero, elements), scale, yZero, name);
    },
  },
  examples: [
    { shapes: [[1, 3, 2, 4], [], [], [], []], scalars: ["u8", "f32", "u8", "f32", "i8"] },
    { shapes: [[2, 2, 5], [], [], [], []], scalars: ["i8", "f32", "i8", "f32", "i8"], attributes: { least: 0 } },
  ],
};

/** The sum without the zero point that each element has brought into it. */
function lessZeros(context: ExpandContext, sum: ValueId, zero: ValueId, elements: number): ValueId {
  const { builder, origin } = context;
  if (isZero(builder, zero)) return sum;
  const number = builder.operation(cast, [one(context, zero)], { to: castCode("i32") }, "zero", origin);
  const count = builder.constant("elements", [], "i32", Int32Array.of(elements), origin);
  return builder.operation(subtract, [sum, builder.operation(multiply, [number, count], {}, "zeros", origin)], {}, "shifted", origin);
}

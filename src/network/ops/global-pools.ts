// global_average_pool, global_max_pool, global_lp_pool: all elements of each channel taken together. ONNX GlobalAveragePool-22,
// GlobalMaxPool-22, GlobalLpPool-22.

import { numberOf } from "../attributes.ts";
import type { ExpandContext, Op, ValueId } from "../op.ts";
import { showShape } from "../shape.ts";
import { greatest } from "./greatest.ts";
import { lpPool, powerProblem } from "./lp-pool.ts";
import { reduceMean } from "./reduce-mean.ts";

function globalPool(name: string, type: string, pooled: (context: ExpandContext, spatial: readonly number[]) => ValueId): Op {
  return {
    name,
    parameters: ["x"],
    required: 1,
    attributes: {},
    inferShape: ([x]) => (x.length < 3 ? { problem: `${showShape(x)} has no axes behind batch and channels` } : x.map((extent, axis) => (axis < 2 ? extent : 1))),
    computation: {
      kind: "expand",
      into: (context) => pooled(context, [...context.builder.shapeOf(context.arguments[0]).keys()].slice(2)),
    },
    onnx: { type, attributes: {} },
    examples: [{ shapes: [[1, 3, 2, 4]] }, { shapes: [[2, 1, 5]] }],
  };
}

export const globalAveragePool = globalPool("global_average_pool", "GlobalAveragePool", ({ builder, arguments: [x], name, origin }, axes) =>
  builder.operation(reduceMean, [x], { ...reduceMean.attributes, axes }, name, origin));

/** NaN is passed over; at least the smallest float32, as onnxruntime has it. */
export const globalMaxPool = globalPool("global_max_pool", "GlobalMaxPool", ({ builder, arguments: [x], name, origin }, axes) =>
  builder.operation(greatest, [x], { ...greatest.attributes, axes }, name, origin));

const ofAnyPower = globalPool("global_lp_pool", "GlobalLpPool", ({ builder, arguments: [x], attributes, name, origin }, axes) => {
  const shape = builder.shapeOf(x);
  const whole = { ...lpPool.attributes, kernel_shape: axes.map((axis) => shape[axis]), p: numberOf(attributes, "p") };
  return builder.operation(lpPool, [x], whole, name, origin);
});

export const globalLpPool: Op = {
  ...ofAnyPower,
  attributes: { p: 2 },
  inferShape: (shapes, attributes) => powerProblem(attributes) ?? ofAnyPower.inferShape(shapes, attributes),
  onnx: { type: "GlobalLpPool", attributes: { p: { name: "p", type: "int" } } },
};

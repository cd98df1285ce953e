// dynamic_quantize_linear: x as uint8, with the scale and the zero point that its own range and 0 ask for; dynamic_scale and
// dynamic_zero_point: these two. ONNX DynamicQuantizeLinear-11, as its function says.

import type { Scalar } from "../../program/scalar.ts";
import type { ExpandContext, Op, ShapeProblem, ValueId } from "../op.ts";
import { add } from "./add.ts";
import { cast, castCode } from "./cast.ts";
import { clipTo } from "./clip-to.ts";
import { divide } from "./divide.ts";
import { negate } from "./negate.ts";
import { quantizeLinear } from "./quantize-linear.ts";
import { reduceMax } from "./reduce-max.ts";
import { reduceMin } from "./reduce-min.ts";
import { relu } from "./relu.ts";
import { round } from "./round.ts";
import { divideBy } from "./with-constant.ts";

const GREATEST = 255;

const SHARED = { parameters: ["x"], required: 1, attributes: {}, examples: [{ shapes: [[2, 3]] }, { shapes: [[]] }] } as const;

export const dynamicScale: Op = {
  ...SHARED,
  name: "dynamic_scale",
  inferShape: () => [],
  computation: { kind: "expand", into: (context) => rangeOf(context, context.name).scale },
};

export const dynamicZeroPoint: Op = {
  ...SHARED,
  name: "dynamic_zero_point",
  inferShape: () => [],
  inferScalar: onlyToBytes,
  computation: { kind: "expand", into: (context) => zeroPointOf(context, context.name).zero },
};

export const dynamicQuantizeLinear: Op = {
  ...SHARED,
  name: "dynamic_quantize_linear",
  inferShape: ([x]) => x,
  inferScalar: onlyToBytes,
  computation: {
    kind: "expand",
    into(context) {
      const { builder, arguments: [x], name, origin } = context;
      const { scale, zero } = zeroPointOf(context, "zero_point");
      return builder.operation(quantizeLinear, [x, scale, zero], {}, name, origin);
    },
  },
  onnx: { type: "DynamicQuantizeLinear", since: 11, attributes: {}, furtherOutputs: [dynamicScale, dynamicZeroPoint] },
};

function onlyToBytes([x]: readonly Scalar[]): Scalar | ShapeProblem {
  return x === "f32" ? "u8" : { problem: `its x is of ${x} instead of f32` };
}

/** How far the range reaches below 0, and the scale. */
function rangeOf({ builder, arguments: [x], origin }: ExpandContext, name: string): { readonly below: ValueId; readonly scale: ValueId } {
  const least = builder.operation(reduceMin, [x], { keepdims: 0 }, "least", origin);
  const below = builder.operation(relu, [builder.operation(negate, [least], {}, "opposite", origin)], {}, "below", origin);
  const above = builder.operation(relu, [builder.operation(reduceMax, [x], { keepdims: 0 }, "most", origin)], {}, "above", origin);
  const range = builder.operation(add, [above, below], {}, "range", origin);
  return { below, scale: builder.operation(divideBy, [range], { divisor: GREATEST }, name, origin) };
}

function zeroPointOf(context: ExpandContext, name: string): { readonly scale: ValueId; readonly zero: ValueId } {
  const { builder, origin } = context;
  const { below, scale } = rangeOf(context, "scale");
  const start = builder.operation(divide, [below, scale], {}, "start", origin);
  const clipped = builder.operation(clipTo, [start], { low: 0, high: GREATEST }, "clipped", origin);
  const rounded = builder.operation(round, [clipped], {}, "rounded", origin);
  return { scale, zero: builder.operation(cast, [rounded], { to: castCode("u8") }, name, origin) };
}

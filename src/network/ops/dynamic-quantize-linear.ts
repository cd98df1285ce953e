// dynamic_quantize_linear: x as uint8, with the scale and the zero point that its own range and 0 ask for; dynamic_scale and
// dynamic_zero_point: these two. ONNX DynamicQuantizeLinear-11, as its function says.

import type { ExpandContext, Op, ValueId } from "../op.ts";
import { atLeast, atMost, clip } from "./bounds.ts";
import { cast, castCode } from "./cast.ts";
import { divide } from "./divide.ts";
import { quantizeLinear } from "./quantize-linear.ts";
import { reduceMax } from "./reduce-max.ts";
import { reduceMin } from "./reduce-min.ts";
import { round } from "./round.ts";
import { subtract } from "./subtract.ts";

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

function onlyToBytes([x]: Parameters<NonNullable<Op["inferScalar"]>>[0]): ReturnType<NonNullable<Op["inferScalar"]>> {
  return x === "f32" ? "u8" : { problem: `its x is of ${x} instead of f32` };
}

function number({ builder, origin }: ExpandContext, name: string, value: number): ValueId {
  return builder.parameter(name, [], Float32Array.of(value), origin);
}

function rangeOf(context: ExpandContext, name: string): { readonly least: ValueId; readonly scale: ValueId } {
  const { builder, arguments: [x], origin } = context;
  const none = number(context, "none", 0);
  const least = builder.operation(atMost, [builder.operation(reduceMin, [x], { keepdims: 0 }, "smallest", origin), none], {}, "least", origin);
  const most = builder.operation(atLeast, [builder.operation(reduceMax, [x], { keepdims: 0 }, "largest", origin), none], {}, "most", origin);
  const range = builder.operation(subtract, [most, least], {}, "range", origin);
  return { least, scale: builder.operation(divide, [range, number(context, "steps", GREATEST)], {}, name, origin) };
}

function zeroPointOf(context: ExpandContext, name: string): { readonly scale: ValueId; readonly zero: ValueId } {
  const { builder, origin } = context;
  const { least, scale } = rangeOf(context, "scale");
  const none = number(context, "first", 0);
  const start = builder.operation(subtract, [none, builder.operation(divide, [least, scale], {}, "scaled", origin)], {}, "start", origin);
  const clipped = builder.operation(clip, [start, none, number(context, "last", GREATEST)], {}, "clipped", origin);
  const rounded = builder.operation(round, [clipped], {}, "rounded", origin);
  return { scale, zero: builder.operation(cast, [rounded], { to: castCode("u8") }, name, origin) };
}

// lp_pool: the p-norm of each window of each channel: (Σ |x|^p)^(1/p). ONNX LpPool-22.

import { accepted } from "../axes.ts";
import { numberOf, type Attributes } from "../attributes.ts";
import type { ExpandContext, Op, ShapeProblem, ValueId } from "../op.ts";
import { absoluteValue } from "./absolute-value.ts";
import { multiply } from "./multiply.ts";
import { power } from "./power.ts";
import { squareRoot } from "./square-root.ts";
import { channelsFirst, channelsLast, framed, stepsOf } from "./windows/channels-last.ts";
import { POOL_ATTRIBUTES, pooledShape, poolSpelling, poolWindows } from "./windows/pool-windows.ts";
import { windowSum } from "./windows/window-reductions.ts";

export const lpPool: Op = {
  name: "lp_pool",
  parameters: ["x"],
  required: 1,
  attributes: { ...POOL_ATTRIBUTES, p: 2 },
  inferShape([x], attributes) {
    return powerProblem(attributes) ?? pooledShape(x, attributes);
  },
  computation: {
    kind: "expand",
    into(context) {
      const { builder, arguments: [x], attributes, name, origin } = context;
      const axes = accepted(poolWindows(builder.shapeOf(x), attributes));
      const p = numberOf(attributes, "p");
      const within = framed(builder, channelsLast(builder, powers(context, x, p), origin), axes, 0, origin);
      const sum = builder.operation(windowSum, [within], { kernel: axes.map(({ kernel }) => kernel), ...stepsOf(axes) }, "sum", origin);
      return channelsFirst(builder, root(context, sum, p), name, origin);
    },
  },
  onnx: {
    ...poolSpelling("LpPool"),
    attributes: {
      ...poolSpelling("LpPool").attributes,
      dilations: { name: "dilations", type: "ints", since: 18 },
      ceil_mode: { name: "ceil_mode", type: "int", since: 18 },
      p: { name: "p", type: "int" },
    },
  },
  examples: [
    { shapes: [[1, 2, 4, 5]], attributes: { kernel_shape: [2, 3], strides: [2, 1] } },
    { shapes: [[1, 2, 4, 5]], attributes: { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 0, 1, 2], p: 1 } },
    { shapes: [[2, 1, 6]], attributes: { kernel_shape: [2], dilations: [3], pads: [1, 0], p: 3 } },
    { shapes: [[2, 1, 6]], attributes: { kernel_shape: [2], auto_pad: 2 } },
    { shapes: [[1, 1, 1]], attributes: { kernel_shape: [2], auto_pad: 2, p: 1 } },
  ],
};

/** What is wrong with p. */
export function powerProblem(attributes: Attributes): ShapeProblem | undefined {
  const p = numberOf(attributes, "p");
  return p < 1 ? { problem: `p must be 1 or more, not ${p}` } : undefined;
}

function powers({ builder, origin }: ExpandContext, x: ValueId, p: number): ValueId {
  if (p === 2) return builder.operation(multiply, [x, x], {}, "square", origin);
  const magnitude = builder.operation(absoluteValue, [x], {}, "magnitude", origin);
  return p === 1 ? magnitude : raised({ builder, origin }, magnitude, p);
}

function root({ builder, origin }: ExpandContext, sum: ValueId, p: number): ValueId {
  if (p === 2) return builder.operation(squareRoot, [sum], {}, "norm", origin);
  return p === 1 ? sum : raised({ builder, origin }, sum, 1 / p);
}

function raised({ builder, origin }: Pick<ExpandContext, "builder" | "origin">, value: ValueId, exponent: number): ValueId {
  return builder.operation(power, [value, builder.parameter("exponent", [], Float32Array.of(exponent), origin)], {}, "power", origin);
}

// sum_to: sums an array over the axes along which a smaller one was broadcast; the derivative of broadcasting.

import { numberOf } from "../attributes.ts";
import { broadcastsTo } from "../broadcast.ts";
import { showShape } from "../shape.ts";
import type { Shape } from "../shape.ts";
import type { Op } from "../op.ts";
import { alongAxes, weight, type Reduction } from "../reduction.ts";

/** The op that sums to `target`, an array that broadcasts to the argument, and multiplies by `scale`. */
export function sumTo(target: Shape): Op {
  return {
    name: `sum_to${showShape(target)}`,
    parameters: ["x"],
    required: 1,
    attributes: { scale: 1 },
    inferShape([x]) {
      return broadcastsTo(target, x) ? target : { problem: `${showShape(target)} does not broadcast to ${showShape(x)}` };
    },
    computation: { kind: "reduce", reduction: ([x], attributes) => sumOf(x, target, numberOf(attributes, "scale")) },
    examples: [{ shapes: [[2, ...target]] }],
  };
}

/** One chain over all summed axes. */
function sumOf(x: Shape, target: Shape, scale: number): Reduction {
  const skipped = x.length - target.length;
  const over: number[] = [];
  const axes = x.map((extent, axis) => {
    if (axis >= skipped && target[axis - skipped] === extent) return axis - skipped;
    over.push(extent);
    return target.length + over.length - 1;
  });
  return { combine: "add", over, factors: [alongAxes(0, axes)], block: undefined, chains: 1, initial: undefined, scale: weight(scale, "scale"), start: undefined };
}

// sum_to: sums an array over the axes along which a smaller one was broadcast; the derivative of broadcasting.

import { add, constant, multiply } from "../../program/expression.ts";
import type { Expression, Index } from "../../program/program.ts";
import { broadcastsTo } from "../broadcast.ts";
import { showShape } from "../build.ts";
import type { Shape } from "../network.ts";
import type { ElementContext, Op } from "../op.ts";

/** The op that sums to `target`, an array that broadcasts to the argument, and multiplies by `scale`. */
export function sumTo(target: Shape): Op {
  return {
    name: `sum_to${showShape(target)}`,
    parameters: ["x"],
    required: 1,
    attributes: { scale: 1 },
    inferShape([x = []]) {
      return broadcastsTo(target, x) ? target : { problem: `${showShape(target)} does not broadcast to ${showShape(x)}` };
    },
    computation: { kind: "element", element: (context) => sumOfElement(context, target) },
    examples: [{ shapes: [[2, ...target]] }],
  };
}

/** The summed axes are run through in row-major order, starting at 0. */
function sumOfElement({ shapes, attributes, indices, read, statements }: ElementContext, target: Shape): Expression {
  const [x = []] = shapes;
  const skipped = x.length - target.length;
  const sum = statements.variable("sum", constant(0));
  const sumFromAxis = (axis: number, chosen: readonly Index[]): void => {
    const extent = x[axis];
    const kept = axis >= skipped ? indices[axis - skipped] : undefined;
    if (extent === undefined) sum.set(add(sum.read, read(0, chosen)));
    else if (kept !== undefined && target[axis - skipped] === extent) sumFromAxis(axis + 1, [...chosen, kept]);
    else statements.for("k", extent, (k) => sumFromAxis(axis + 1, [...chosen, k]));
  };
  sumFromAxis(0, []);
  const { scale = 1 } = attributes;
  return scale === 1 ? sum.read : multiply(sum.read, constant(Math.fround(scale), "scale"));
}

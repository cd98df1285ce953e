// The derivative of a maximum or minimum over axes: it goes to the elements that are the extreme, in equal parts where there are
// several, as in PyTorch's amax and in JAX.

import type { NetworkBuilder } from "../../network/network-builder.ts";
import { elementCount, type Shape } from "../../network/shape.ts";
import { type Origin } from "../../network/origin.ts";
import { type ValueId } from "../../network/op.ts";
import type { Op } from "../../network/op.ts";
import { divide } from "../../network/ops/divide.ts";
import { multiply } from "../../network/ops/multiply.ts";
import { reshapeTo } from "../../network/ops/reshape-to.ts";
import { sumTo } from "../../network/ops/sum-to.ts";
import { singleAxesOf, type Reduction } from "../../network/reduction.ts";
import { apply, constant, select } from "../../program/expression.ts";
import { pointwiseOp } from "./derived-ops.ts";

/** 1 where an element is the extreme, else 0. */
const isExtreme: Op = pointwiseOp("is_extreme", ["x", "extreme"], {}, ([x, extreme]) => {
  return select(apply("equal", [x, extreme]), constant(1), constant(0));
});

/** An extreme of the elements of `argument` and the upstream derivative, in the network under construction. */
export interface ExtremeValue {
  readonly argument: ValueId;
  readonly extreme: ValueId;
  readonly upstream: ValueId;
}

/** The derivative by the argument; undefined where the axes of the result are not those of the argument in their order. */
export function extremeDerivative(
  builder: NetworkBuilder,
  reduction: Reduction,
  { argument, extreme, upstream }: ExtremeValue,
  label: string,
  origin: Origin,
): ValueId | undefined {
  const kept = keptShape(reduction, builder.shapeOf(argument), builder.shapeOf(extreme));
  if (kept === undefined) return undefined;
  const operation = (op: Op, args: readonly ValueId[]): ValueId => builder.operation(op, args, {}, label, origin);
  const hits = operation(isExtreme, [argument, operation(reshapeTo(kept), [extreme])]);
  const share = operation(divide, [operation(reshapeTo(kept), [upstream]), operation(sumTo(kept), [hits])]);
  return operation(multiply, [hits, share]);
}

/** The argument's shape with one element along the axes that are taken together. */
function keptShape({ factors, over }: Reduction, shape: Shape, result: Shape): Shape | undefined {
  if (factors.length !== 1) return undefined;
  const axes = singleAxesOf(factors[0], result.length, over.length);
  if (axes === undefined) return undefined;
  const own = axes.filter((axis) => axis !== undefined && axis < result.length);
  const isInOrder = own.every((axis, position) => position === 0 || Number(own[position - 1]) < Number(axis));
  const kept = shape.map((extent, position) => (own.includes(axes[position]) ? extent : 1));
  const isWhole = elementCount(shape) === elementCount(result) * elementCount(over);
  return isInOrder && isWhole && elementCount(kept) === elementCount(result) ? kept : undefined;
}

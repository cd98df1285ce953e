// The derivative of a sum of products by one of its arguments: a sum of products again, with the axes exchanged. It follows
// from the description of the reduction, once for every op.

import type { Shape } from "../../network/shape.ts";
import type { Op } from "../../network/op.ts";
import { alongAxes, PRODUCT_BLOCK, singleAxesOf, type Factor, type Reduction } from "../../network/reduction.ts";

/** An op of the upstream derivative and some of the arguments, by their positions. */
export interface ReductionDerivative {
  readonly op: Op;
  readonly others: readonly number[];
}

/**
 * With y(r) = w·start(r) + s·Σ_k f(r, k)·g(r, k): dL/df = s·Σ dL/dy(r)·g(r, k) over the axes, of the result and reduced, that f
 * does not have, and dL/dstart = w·Σ dL/dy(r) likewise. Undefined where it is no sum, where an argument stands in it twice
 * or is read in windows, or where two axes of an argument run along one.
 *
 * @param name of the op in printed networks.
 * @param result the shape of the reduction's result; `shapes` are those of its arguments.
 */
export function reductionDerivative(
  name: string,
  reduction: Reduction,
  position: number,
  result: Shape,
  shapes: readonly Shape[],
): ReductionDerivative | undefined {
  const { combine, factors, start, over, scale } = reduction;
  const own = factors.filter(({ argument }) => argument === position);
  const isStart = start?.read.argument === position;
  if (combine !== "add" || own.length + (isStart ? 1 : 0) !== 1) return undefined;
  const others = isStart ? [] : factors.filter(({ argument }) => argument !== position);
  const [by] = isStart ? [start.read] : own;
  const [ownAxes, ...otherAxes] = [by, ...others].map((factor) => singleAxesOf(factor, result.length, over.length));
  if (ownAxes === undefined) return undefined;
  const runAlong = ownAxes.filter((axis) => axis !== undefined);
  if (new Set(runAlong).size < runAlong.length) return undefined;
  const exchange = new AxisExchange(ownAxes, [...result, ...over]);
  const upstream = exchange.factor(0, result.map((_, axis) => axis));
  const rest = otherAxes.flatMap((axes, index) => (axes === undefined ? [] : [exchange.factor(index + 1, axes)]));
  if (rest.length < others.length) return undefined;
  const target = shapes[position];
  const derived: Reduction = {
    combine: "add",
    over: exchange.over,
    factors: [upstream, ...rest],
    block: rest.length === 0 ? undefined : PRODUCT_BLOCK,
    chains: 1,
    initial: undefined,
    scale: isStart ? start.weight : scale,
    start: undefined,
  };
  return { op: reductionOp(name, target, ["upstream", ...others.map(({ argument }) => `argument ${argument}`)], derived), others: others.map(({ argument }) => argument) };
}

/** Gives the axes of a reduction their places in its derivative: those of the argument first, the others are summed over. */
class AxisExchange {
  readonly over: number[] = [];
  private readonly places = new Map<number, number>();
  private readonly rank: number;
  private readonly extents: readonly number[];

  constructor(axes: readonly (number | undefined)[], extents: readonly number[]) {
    this.rank = axes.length;
    this.extents = extents;
    axes.forEach((axis, place) => {
      if (axis !== undefined) this.places.set(axis, place);
    });
  }

  factor(argument: number, axes: readonly (number | undefined)[]): Factor {
    return alongAxes(argument, axes.map((axis) => (axis === undefined ? undefined : this.placeOf(axis))));
  }

  private placeOf(axis: number): number {
    const known = this.places.get(axis);
    if (known !== undefined) return known;
    const place = this.rank + this.over.push(this.extents[axis]) - 1;
    this.places.set(axis, place);
    return place;
  }
}

function reductionOp(name: string, shape: Shape, parameters: readonly string[], reduction: Reduction): Op {
  return {
    name,
    parameters,
    required: parameters.length,
    attributes: {},
    inferShape: () => shape,
    computation: { kind: "reduce", reduction: () => reduction },
    examples: [],
  };
}

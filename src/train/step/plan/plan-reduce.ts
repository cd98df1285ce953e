// Plans reductions by their description: sums of two factors that are matrices as products, sums, maxima and minima of one as
// chains along rows, columns or everything, one for each however many the description has. Knows no op.

import { valueOf, type OperationValue } from "../../../network/network.ts";
import { elementCount, type Shape } from "../../../network/shape.ts";
import { type ValueId } from "../../../network/op.ts";
import type { Reduce } from "../../../network/op.ts";
import { axesOf, type Factor, type Reduction } from "../../../network/reduction.ts";
import { planProduct, type ProductOperand } from "./plan-product.ts";
import { planSum, type SummedElements } from "./plan-sum.ts";
import type { Planning } from "./planning.ts";

/** @throws RangeError where it is of several factors and no product of matrices. */
export function planReduce(planning: Planning, value: OperationValue, id: ValueId, { reduction: describe }: Reduce): void {
  const shapes = value.arguments.map((argument) => valueOf(planning.step.network, argument).shape);
  const reduction = describe(shapes, value.attributes);
  const { combine, initial } = reduction;
  const [factor, ...others] = reduction.factors;
  if (others.length === 0 && reduction.start === undefined) {
    const argument = value.arguments[factor.argument];
    const elements = elementsOf(reduction, factor, value, shapes[factor.argument]);
    planSum(planning, value, id, { argument, ...elements, scale: reduction.scale?.value ?? 1, combine, initial });
    return;
  }
  if (combine !== "add") throw uncompiled(value);
  const operands = matrixOperands(reduction, value, shapes);
  if (operands === undefined) throw uncompiled(value);
  const { start, scale } = reduction;
  planProduct(planning, { ...operands, scale: scale?.value, start: start && startOf(start, value, shapes) }, value, id);
}

function uncompiled({ op, shape }: OperationValue): RangeError {
  return new RangeError(`${op.name} of shape [${shape.join(", ")}] cannot be compiled into a training step`);
}

/** Where the terms of a sum are in the argument, axis by axis. */
function elementsOf({ over }: Reduction, factor: Factor, { shape: result }: OperationValue, shape: Shape): Pick<SummedElements, "over" | "kept"> {
  const axes = axesOf(factor, result.length, over.length);
  const stride = (axis: number): number => {
    const own = axes.indexOf(axis);
    return own < 0 ? 0 : elementCount(shape.slice(own + 1));
  };
  return {
    over: over.map((extent, axis) => ({ extent, stride: stride(result.length + axis) })),
    kept: result.map((extent, axis) => ({ extent, stride: stride(axis) })),
  };
}

/**
 * The factors as the matrices of a product: the last axis of each is its columns, all others together are its rows, and one
 * of the two is what is summed over. Undefined where they are no such matrices.
 */
function matrixOperands(
  { over, factors }: Reduction,
  { shape: result, arguments: ids }: OperationValue,
  shapes: readonly Shape[],
): { readonly left: ProductOperand; readonly right: ProductOperand } | undefined {
  if (factors.length !== 2) return undefined;
  const depth = over.flatMap((extent, axis) => (extent === 1 ? [] : [result.length + axis]));
  const [rows, columns] = splitAxes(result, result.map((_, axis) => axis));
  const orientation = (factor: Factor, outer: readonly number[]): ProductOperand | undefined => {
    const shape = shapes[factor.argument];
    const [ownRows, ownColumns] = splitAxes(shape, axesOf(factor, result.length, over.length));
    const id = ids[factor.argument];
    if (areSame(ownRows, outer) && areSame(ownColumns, depth)) return { id, outer: "rows", depth: "columns" };
    return areSame(ownRows, depth) && areSame(ownColumns, outer) ? { id, outer: "columns", depth: "rows" } : undefined;
  };
  for (const [one, other] of [factors, factors.toReversed()]) {
    const [left, right] = [orientation(one, rows), orientation(other, columns)];
    if (left !== undefined && right !== undefined) return { left, right };
  }
  return undefined;
}

/** The axes of more than one element that a shape's rows and columns run along. */
function splitAxes(shape: Shape, axes: readonly (number | undefined)[]): readonly [readonly number[], readonly number[]] {
  const rows: number[] = [];
  const columns: number[] = [];
  shape.forEach((extent, position) => {
    const axis = axes[position];
    if (extent > 1 && axis !== undefined) (position === shape.length - 1 ? columns : rows).push(axis);
  });
  return [rows, columns];
}

function areSame(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((axis, position) => axis === other[position]);
}

/** What the sums begin with: broadcast as numpy does, or it is no argument for a training step. */
function startOf(
  { read, weight }: NonNullable<Reduction["start"]>,
  value: OperationValue,
  shapes: readonly Shape[],
): { readonly id: ValueId; readonly weight: number | undefined } {
  const skipped = value.shape.length - shapes[read.argument].length;
  const isBroadcast = axesOf(read, value.shape.length, 0).every((axis, position) => axis === undefined || axis === position + skipped);
  if (!isBroadcast) throw uncompiled(value);
  return { id: value.arguments[read.argument], weight: weight?.value };
}

// Chooses the order in which the elements of a constant stand in its table. Emits nothing.

import type { Network, OperationValue, ParameterValue, Shape, ValueId } from "../../network/network.ts";
import { elementCount, valueOf } from "../../network/network.ts";
import { axesOf } from "../../network/reduction.ts";
import type { Layout } from "./layout.ts";
import { rowMajorStrides } from "./storage.ts";

/** The axes of a constant's table, the slowest first. */
export type AxisOrder = readonly number[];

/**
 * For every constant that a sum of products reads, an order in which results that stand side by side have their factors side
 * by side. The first user decides where there are several.
 */
export function tableOrders(network: Network, { stepsAtOnce }: Layout): ReadonlyMap<ValueId, AxisOrder> {
  const orders = new Map<ValueId, AxisOrder>();
  if (stepsAtOnce === 0) return orders;
  for (const value of network.values) {
    if (value.kind !== "operation" || value.op.computation.kind !== "reduce") continue;
    for (const [id, order] of wantedOrders(network, value)) if (!orders.has(id)) orders.set(id, order);
  }
  return orders;
}

function wantedOrders(network: Network, value: OperationValue): readonly (readonly [ValueId, AxisOrder])[] {
  const { computation } = value.op;
  const last = value.shape.length - 1;
  if (computation.kind !== "reduce" || last < 0 || value.shape[last] === 1) return [];
  const { factors, over } = computation.reduction(value.arguments.map((id) => valueOf(network, id).shape), value.attributes);
  if (factors.length !== 2) return [];
  return factors.flatMap((factor) => {
    const id = value.arguments[factor.argument];
    const axes = axesOf(factor, value.shape.length, over.length);
    const own = axes.indexOf(last);
    if (valueOf(network, id).kind !== "parameter" || own < 0) return [];
    return [[id, [...axes.keys()].filter((axis) => axis !== own).concat(own)] as const];
  });
}

/** A constant's elements in an order of its axes, and where they then are; the constant's own array where nothing moves. */
export function ordered({ shape, data }: ParameterValue, order: AxisOrder | undefined): { readonly values: Float32Array; readonly strides: readonly number[]; readonly extents: Shape } {
  const axes = order ?? [...shape.keys()];
  const extents = axes.map((axis) => shape[axis]);
  const inner = rowMajorStrides(extents);
  const strides = shape.map((_, axis) => inner[axes.indexOf(axis)]);
  const source = rowMajorStrides(shape);
  const moves = shape.some((extent, axis) => extent > 1 && strides[axis] !== source[axis]);
  if (!moves) return { values: data, strides: source, extents: shape };
  const values = new Float32Array(elementCount(shape));
  copyOrdered(data, values, extents, axes.map((axis) => source[axis]));
  return { values, strides, extents };
}

/** values[i] = data[Σ steps·(indices of i)], row-major over the extents; a recursion over axes, a plain loop over the last. */
function copyOrdered(data: Float32Array, values: Float32Array, extents: Shape, steps: readonly number[]): void {
  let to = 0;
  const last = extents.length - 1;
  const copyAxis = (axis: number, from: number): void => {
    if (axis < last) {
      for (let i = 0; i < extents[axis]; i++) copyAxis(axis + 1, from + i * steps[axis]);
      return;
    }
    for (let i = 0, place = from; i < extents[last]; i++, place += steps[last]) values[to++] = data[place];
  };
  copyAxis(0, 0);
}

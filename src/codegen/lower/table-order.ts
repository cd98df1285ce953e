// Chooses the order in which the elements of a constant stand in its table. Emits nothing.

import { isKnown, valueOf, type KnownValue, type Network, type OperationValue } from "../../network/network.ts";
import type { Shape } from "../../network/shape.ts";
import type { ValueId } from "../../network/op.ts";
import { axesRead, singleAxesOf, type Factor } from "../../network/reduction.ts";
import type { StoredOrder } from "../../program/program.ts";
import { isWord } from "../../program/scalar.ts";
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
  for (const value of network.values) {
    if (value.kind !== "operation" || value.op.computation.kind !== "reduce" || (stepsAtOnce === 0 && !isWord(value.scalar))) continue;
    for (const [id, order] of wantedOrders(network, value)) if (!orders.has(id)) orders.set(id, order);
  }
  return orders;
}

function wantedOrders(network: Network, value: OperationValue): readonly (readonly [ValueId, AxisOrder])[] {
  const { computation } = value.op;
  const last = value.shape.length - 1;
  if (computation.kind !== "reduce") return [];
  const { factors, over } = computation.reduction(value.arguments.map((id) => valueOf(network, id).shape), value.attributes);
  if (factors.length !== 2) return [];
  const isAlong = (factor: Factor): boolean => last >= 0 && value.shape[last] > 1 && axesRead(factor, value.shape.length, over.length).has(last);
  // Results that have one factor in common are added up one after the other where the order is free, those of other factors side by side.
  const isByResult = isWord(value.scalar) && factors.filter(isAlong).length < 2;
  return factors.flatMap((factor) => {
    const id = value.arguments[factor.argument];
    if (!isKnown(valueOf(network, id)) || !(isByResult || isAlong(factor))) return [];
    const axes = singleAxesOf(factor, value.shape.length, over.length);
    return axes === undefined ? [] : [[id, inOrderOfUse(axes, isByResult ? undefined : last)] as const];
  });
}

/** Axes that nothing runs along first, those of the result, the reduced ones, and one of the result's behind them all. */
function inOrderOfUse(axes: readonly (number | undefined)[], last: number | undefined): AxisOrder {
  const rankOf = (axis: number): number => (axes[axis] !== undefined && axes[axis] === last ? Infinity : (axes[axis] ?? -1));
  return [...axes.keys()].sort((a, b) => (rankOf(a) === rankOf(b) ? 0 : rankOf(a) - rankOf(b)));
}

export interface OrderedTable {
  /** Undefined where the elements stand as the constant has them. */
  readonly order: StoredOrder | undefined;
  /** Of the constant's axes, in the table. */
  readonly strides: readonly number[];
  /** Of the table's axes. */
  readonly extents: Shape;
}

/** How a constant's table is stored with its axes in an order, and where its elements then are. */
export function ordered({ shape }: KnownValue, axisOrder: AxisOrder | undefined): OrderedTable {
  const axes = axisOrder ?? [...shape.keys()];
  const extents = axes.map((axis) => shape[axis]);
  const inner = rowMajorStrides(extents);
  const strides = shape.map((_, axis) => inner[axes.indexOf(axis)]);
  const source = rowMajorStrides(shape);
  const moves = shape.some((extent, axis) => extent > 1 && strides[axis] !== source[axis]);
  if (!moves) return { order: undefined, strides: source, extents: shape };
  return { order: { extents, steps: axes.map((axis) => source[axis]) }, strides, extents };
}

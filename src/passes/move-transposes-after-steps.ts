// Computes pointwise steps before the transposition that they follow: f(xᵀ) is f(x)ᵀ. What convolutions and layers compute then stays in the order in
// which it is computed, a step goes into the loop that computes what it follows, and two transpositions in a row are one, or none.

import type { Network, OperationValue } from "../network/network.ts";
import type { NetworkBuilder } from "../network/network-builder.ts";
import type { ValueId } from "../network/op.ts";
import { reshape } from "../network/ops/reshape.ts";
import { permutationOf, transpose } from "../network/ops/transpose.ts";
import { elementCount } from "../network/shape.ts";
import { rewrite } from "./rewrite.ts";

export function moveTransposesAfterSteps(network: Network): Network {
  return rewrite(network, (value, args, builder) => {
    if (value.kind !== "operation") return builder.copy(value, args);
    if (value.op === transpose) return transposed(builder, args[0], permutationOf(value.shape, value.attributes), value);
    return steppedBefore(builder, value, args) ?? builder.copy(value, args);
  });
}

/** A value in memory, seen with its axes in another order: axis i of what is seen is axis order[i] of the value. */
interface Seen {
  readonly value: ValueId;
  readonly order: readonly number[];
}

/** The step on what is seen transposed, and the transposition behind it; undefined where nothing is, or not all alike. */
function steppedBefore(builder: NetworkBuilder, value: OperationValue, args: readonly ValueId[]): ValueId | undefined {
  if (value.op.computation.kind !== "pointwise") return undefined;
  const size = elementCount(value.shape);
  const whole = args.filter((id) => elementCount(builder.shapeOf(id)) === size && builder.shapeOf(id).length === value.shape.length);
  const seen = whole.map((id) => seenIn(builder, id));
  const [first] = seen;
  if (first === undefined || seen.some((one) => one === undefined || !isSameOrder(one.order, first.order))) return undefined;
  const moved = args.map((id) => (whole.includes(id) ? seenIn(builder, id)?.value : undefined) ?? turnedBack(builder, id, first.order, value));
  const step = builder.operation(value.op, moved, value.attributes, value.name, value.origin);
  return transposed(builder, step, first.order, value);
}

/** What a transposition of something computed sees. */
function seenIn(builder: NetworkBuilder, id: ValueId): Seen | undefined {
  const value = builder.value(id);
  if (value.kind !== "operation" || value.op !== transpose || !isComputed(builder, value.arguments[0])) return undefined;
  return { value: value.arguments[0], order: permutationOf(value.shape, value.attributes) };
}

/** Whether it is in memory in its order, under whatever shape. */
function isComputed(builder: NetworkBuilder, id: ValueId): boolean {
  const value = builder.value(id);
  if (value.kind !== "operation") return false;
  const { kind } = value.op.computation;
  return kind === "reshape" ? isComputed(builder, value.arguments[0]) : kind === "reduce" || kind === "pointwise" || kind === "place";
}

/** An argument that stretches, with its axes in the order of the value that is seen. */
function turnedBack(builder: NetworkBuilder, id: ValueId, order: readonly number[], { origin }: OperationValue): ValueId {
  const { shape, name } = builder.value(id);
  if (elementCount(shape) === 1) return id;
  const full = [...order.slice(shape.length).map(() => 1), ...shape];
  const stretched = full.length === shape.length ? id : builder.operation(reshape, [id], { shape: full }, name, origin);
  return builder.operation(transpose, [stretched], { perm: order.map((_, axis) => order.indexOf(axis)) }, name, origin);
}

/** The value with its axes in another order; no transposition of a transposition. */
function transposed(builder: NetworkBuilder, id: ValueId, order: readonly number[], { name, origin }: OperationValue): ValueId {
  const value = builder.value(id);
  const isTwice = value.kind === "operation" && value.op === transpose;
  const [source, before] = isTwice ? [value.arguments[0], permutationOf(value.shape, value.attributes)] : [id, undefined];
  const whole = before === undefined ? order : order.map((axis) => before[axis]);
  return whole.every((axis, position) => axis === position) ? source : builder.operation(transpose, [source], { perm: whole }, name, origin);
}

function isSameOrder(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((axis, position) => axis === other[position]);
}

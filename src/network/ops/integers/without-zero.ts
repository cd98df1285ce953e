// Quantised integers less their zero points, and the sums of them that stand for a zero point of the other factor. What is known is computed here, once.

import { SCALARS, type Scalar, type Values } from "../../../program/scalar.ts";
import type { ExpandContext, Known, ValueBuilder, ValueId } from "../../op.ts";
import { elementCount } from "../../shape.ts";
import { cast, castCode } from "../cast.ts";
import { reshape } from "../reshape.ts";
import { subtract } from "../subtract.ts";

type Context = Pick<ExpandContext, "builder" | "origin">;

/** Where a zero point for each index of an axis lies: that of its only axis, where it has one. */
export function spreadZero({ builder, origin }: Context, zero: ValueId, rank: number, axis: number): ValueId {
  const shape = builder.shapeOf(zero);
  if (shape.length > 1) return zero;
  const spread = elementCount(shape) === 1 ? [] : Array.from({ length: rank }, (_, own) => (own === axis ? shape[0] : 1));
  return builder.operation(reshape, [zero], { shape: spread }, "zero", origin);
}

/** As i32, less the zero point for each index of the axis. */
export function lessZero({ builder, origin }: Context, id: ValueId, zero: ValueId | undefined, axis: number): ValueId {
  const numbers = builder.operation(cast, [id], { to: castCode("i32") }, "numbers", origin);
  if (zero === undefined || isZero(builder, zero)) return numbers;
  const spread = builder.operation(cast, [spreadZero({ builder, origin }, zero, builder.shapeOf(id).length, axis)], { to: castCode("i32") }, "zero", origin);
  return builder.operation(subtract, [numbers, spread], {}, "shifted", origin);
}

export function isZero(builder: ValueBuilder, zero: ValueId | undefined): boolean {
  return zero === undefined || builder.known(zero)?.data.every((value) => value === 0) === true;
}

/** The same of what is known: a constant of the narrowest type that holds it. Undefined where something is computed. */
export function knownLessZero({ builder, origin }: Context, id: ValueId, zero: ValueId | undefined, axis: number): ValueId | undefined {
  const [numbers, zeros] = [builder.known(id), zero === undefined ? undefined : builder.known(zero)];
  if (numbers === undefined || (zero !== undefined && zeros === undefined)) return undefined;
  if (zeros === undefined || zeros.data.every((value) => value === 0)) return id;
  const { shape, data } = numbers;
  const stride = elementCount(shape.slice(axis + 1));
  const shifted = Int32Array.from(data, (value, place) => value - zeros.data[zeros.data.length === 1 ? 0 : Math.floor(place / stride) % shape[axis]]);
  const scalar = narrowest(shifted);
  return builder.constant(numbers.name, shape, scalar, SCALARS[scalar].newValues(shifted.length).map((_, place) => shifted[place]), origin);
}

const NARROW: readonly Scalar[] = ["i8", "u8", "i16", "u16"];

function narrowest(values: Values): Scalar {
  let [low, high] = [0, 0];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return NARROW.find((scalar) => SCALARS[scalar].least <= low && SCALARS[scalar].greatest >= high) ?? "i32";
}

/** The sums of a known array over its axes from one up to another, modulo 2^32. */
export function sumsOver({ shape, data }: Known, from: number, to: number): Int32Array {
  const inner = elementCount(shape.slice(to));
  const block = elementCount(shape.slice(from));
  const sums = new Int32Array((elementCount(shape) / block) * inner);
  data.forEach((value, place) => (sums[Math.floor(place / block) * inner + (place % inner)] += value));
  return sums;
}

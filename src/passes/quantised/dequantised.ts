// Recognises arrays that are dequantised, and makes them: integers, one scale and one zero point for all or for each index of an axis, all
// known. Decides nothing.

import { isKnown, type OperationValue } from "../../network/network.ts";
import type { NetworkBuilder } from "../../network/network-builder.ts";
import { numberOf } from "../../network/attributes.ts";
import type { ValueId } from "../../network/op.ts";
import { dequantizeLinear } from "../../network/ops/dequantize-linear.ts";
import { elementCount } from "../../network/shape.ts";
import type { Scalar } from "../../program/scalar.ts";

/** (integers − zero)·scale. */
export interface Dequantised {
  readonly value: OperationValue;
  readonly integers: ValueId;
  readonly scalar: Scalar;
  /** Known; of float32. */
  readonly scale: ValueId;
  readonly scales: ArrayLike<number>;
  /** Known; undefined where there is none, which is 0. */
  readonly zero: ValueId | undefined;
  readonly zeros: ArrayLike<number>;
  /** Of which each index has a scale of its own; undefined where one is for all. */
  readonly axis: number | undefined;
}

export function dequantised(builder: NetworkBuilder, id: ValueId): Dequantised | undefined {
  const value = builder.value(id);
  if (value.kind !== "operation" || value.op !== dequantizeLinear || numberOf(value.attributes, "block_size") !== 0) return undefined;
  const [integers, scale, zero] = value.arguments;
  const [scaleValue, zeroValue] = [builder.value(scale), zero === undefined ? undefined : builder.value(zero)];
  if (!isKnown(scaleValue) || (zeroValue !== undefined && !isKnown(zeroValue)) || scaleValue.data.some((one) => !isOrdinary(one))) return undefined;
  const rank = value.shape.length;
  const given = numberOf(value.attributes, "axis");
  const isOne = elementCount(scaleValue.shape) === 1 && (zeroValue === undefined || elementCount(zeroValue.shape) === 1);
  const axis = isOne ? undefined : given < 0 ? given + rank : given;
  return { value, integers, scalar: builder.scalarOf(integers), scale, scales: scaleValue.data, zero, zeros: zeroValue?.data ?? [0], axis };
}

/** Far from where products and quotients of it and integers of 16 bits overflow or lose digits. */
function isOrdinary(scale: number): boolean {
  return scale >= 2 ** -100 && scale <= 2 ** 100;
}

/** Whether two arrays, of one scale each, stand for the same numbers where their integers are the same. */
export function isSameScale(one: Dequantised, other: Dequantised): boolean {
  const isOfOne = one.axis === undefined && other.axis === undefined && one.scalar === other.scalar;
  return isOfOne && one.scales[0] === other.scales[0] && one.zeros[0] === other.zeros[0];
}

/** Other integers with the scale and the zero point of one for all. */
export function dequantisedAs(builder: NetworkBuilder, { value, scale, zero }: Dequantised, integers: ValueId, name: string): ValueId {
  return builder.operation(dequantizeLinear, [integers, scale, ...(zero === undefined ? [] : [zero])], value.attributes, name, value.origin);
}

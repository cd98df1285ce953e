// From the i32 sums of an operator on quantised arrays to its quantised result, by fixed-point multipliers that are rounded twice, as TensorFlow Lite for
// Microcontrollers does it.

import { fromZero } from "../../../../network/ops/integers/from-zero.ts";
import { narrowed } from "../../../../network/ops/integers/narrowed.ts";
import { ROUNDINGS, scaledByFixedPoint } from "../../../../network/ops/integers/scaled-by-fixed-point.ts";
import { castCode } from "../../../../network/ops/cast.ts";
import { nameOfScalar, SCALARS, type Scalar } from "../../../../program/scalar.ts";
import type { Application } from "../../application.ts";
import { elementTypeOf, nameOfElementType } from "../../element-types.ts";
import { multiplierOf, type Multiplier } from "../../fixed-point.ts";
import type { LiteTensor } from "../../lite-model.ts";
import { oneScaleOf } from "../../quantisation.ts";
import { Unsupported, type Operand } from "../../values.ts";
import { FUSED } from "../activated.ts";

/** Of numbers beyond it nothing of 32 bits is left. */
const GREATEST_MULTIPLIER = 2 ** 30;

/** What stands for 0 in a result, and between which integers the result lies. */
export interface Range {
  readonly scalar: Scalar;
  readonly scale: number;
  readonly zero: number;
  readonly least: number;
  readonly greatest: number;
}

/** What operators that compute with numbers of 8 bits give, and those that compute with such of 16 bits as well. */
const BYTES: readonly Scalar[] = ["i8", "u8"];
export const BYTES_AND_WORDS: readonly Scalar[] = ["i8", "u8", "i16"];

/**
 * The result's own type, less what a fused activation leaves out.
 *
 * @param scalars what may be the result.
 * @throws Unsupported for other types, and for other activations.
 */
export function rangeOf(tensor: LiteTensor, activation: number, scalars = BYTES): Range {
  const { scale, zeroPoint: zero } = oneScaleOf(tensor);
  const scalar = elementTypeOf(tensor.type)?.scalar;
  if (scalar === undefined || !scalars.includes(scalar)) {
    throw new Unsupported(`its result is of quantised ${nameOfElementType(tensor.type)}, and ${scalars.map(nameOfScalar).join(" and ")} are supported`);
  }
  const { least, greatest } = SCALARS[scalar];
  const [low, high] = boundsOf(activation);
  const quantised = (bound: number): number => zero + roundedAway(Math.fround(bound / scale));
  return { scalar, scale, zero, least: Math.max(least, quantised(low)), greatest: Math.min(greatest, quantised(high)) };
}

function boundsOf(activation: number): readonly [number, number] {
  switch (activation) {
    case FUSED.NONE:
      return [-Infinity, Infinity];
    case FUSED.RELU:
      return [0, Infinity];
    case FUSED.RELU_N1_TO_1:
      return [-1, 1];
    case FUSED.RELU6:
      return [0, 6];
    default:
      throw new Unsupported(`its fused activation, number ${activation}, is not supported`);
  }
}

function roundedAway(value: number): number {
  return Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
}

/** @param factors by which the sums are multiplied: one, or one for each index of their last axis. */
export function requantised(application: Application, sums: Operand, factors: readonly number[], range: Range): Operand {
  return stored(application, scaledBy(application, sums, factors.map(checkedMultiplier)), range);
}

/** As TensorFlow Lite does it with sums of 64 bits, by mantissas of 15 bits and rounded once; these here have to be within 32 bits. */
export function requantisedFromLong(application: Application, sums: Operand, factors: readonly number[], range: Range): Operand {
  const multipliers = factors.map(checkedMultiplier).map(({ mantissa, shift }) => {
    return { mantissa: Math.min(Math.floor((mantissa + 2 ** 15) / 2 ** 16), 2 ** 15 - 1) * 2 ** 16, shift };
  });
  return stored(application, scaledBy(application, sums, multipliers, ROUNDINGS.once), range);
}

/** An i32 plus the zero point, within the range; of a range of i32 the sum is taken modulo 2^32. */
export function stored(application: Application, operand: Operand, { scalar, zero, least, greatest }: Range): Operand {
  if (scalar === "i32") return zero === 0 ? operand : application.apply(fromZero, [operand], { zero: -zero });
  return application.apply(narrowed, [operand], { zero, least, greatest, to: castCode(scalar) });
}

/** One multiplier, or one for each index of the last axis. */
export function scaledBy(application: Application, operand: Operand, multipliers: readonly Multiplier[], rounding: number = ROUNDINGS.twice): Operand {
  const shifts = multipliers.map(({ shift }) => shift);
  const shape = multipliers.length === 1 ? [] : [multipliers.length];
  const mantissa = application.constant("mantissa", "i32", shape, multipliers.map((one) => one.mantissa));
  const shift = application.constant("shift", "i32", shape, shifts);
  const bounds = { least_shift: Math.min(...shifts), greatest_shift: Math.max(...shifts) };
  return application.apply(scaledByFixedPoint, [operand, mantissa, shift], { rounding, ...bounds });
}

/** @throws Unsupported where scales differ by so much that nothing is left. */
export function checkedMultiplier(factor: number): Multiplier {
  if (factor >= 0 && factor < GREATEST_MULTIPLIER) return multiplierOf(factor);
  throw new Unsupported(`its scales differ by a factor of ${factor}`);
}

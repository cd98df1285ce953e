// HARD_SWISH of quantised numbers by fractions of 16 bits, as TensorFlow Lite computes it: x times what x makes of [−3, 3] as [0, 1].

import { checkedMultiplier } from "./requantised.ts";

const [LEAST, GREATEST] = [-(2 ** 15), 2 ** 15 - 1];
/** Bits by which x is raised. */
const RAISED = 7;

/** Of x less its zero point, before that of the result is added. */
export function hardSwishOf(scale: number, resultScale: number): (x: number) => number {
  // Both scales are divided in float32.
  const raisedScale = Math.fround((1 / 2 ** RAISED) * scale);
  const output = checkedMultiplier(Math.fround(raisedScale / resultScale));
  const between = checkedMultiplier(Math.fround(raisedScale / Math.fround(3 / 32768)));
  const [outputMantissa, betweenMantissa] = [output, between].map(({ mantissa }) => halfWord(mantissa));
  return (x) => {
    const raised = x * 2 ** RAISED;
    const product = highOf(raised, outputMantissa);
    const share = Math.floor((shareOf(raised, betweenMantissa, between.shift) + 2 ** 15) / 2);
    const shifted = clamped(Math.trunc((share * product) / 2 ** 15));
    return roundedShift(shifted, -output.shift);
  };
}

/** Saturated at −1 and 1. */
function shareOf(raised: number, mantissa: number, shift: number): number {
  const before = shift > 0 ? clamped(raised * 2 ** (shift - 1)) : raised;
  const product = highOf(before, mantissa);
  if (shift > 0) return clamped(product * 2);
  return shift < 0 ? roundedShift(product, -shift) : product;
}

/** A mantissa of 31 bits as one of 15, rounded. */
function halfWord(mantissa: number): number {
  return Math.min(GREATEST, Math.floor((mantissa + 2 ** 15) / 2 ** 16));
}

/** x·y·2^−15, halves upwards. */
function highOf(x: number, y: number): number {
  return Math.floor((x * y + 2 ** 14) / 2 ** 15);
}

/** Halves away from 0. */
function roundedShift(x: number, places: number): number {
  return Math.sign(x) * Math.floor(Math.abs(x) / 2 ** places + 0.5);
}

function clamped(x: number): number {
  return Math.min(Math.max(x, LEAST), GREATEST);
}

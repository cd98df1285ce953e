// Powers of two at and below numbers, where scaling must be exact.

/** The largest power of two that is no larger than `value`, which is positive and finite. */
export function powerOfTwoTo(value: number): number {
  let power = 1;
  while (power > value) power /= 2;
  while (power * 2 <= value) power *= 2;
  return power;
}

/** Of the power of two at or below a positive float64 that is no subnormal one; −1023 of others. */
export function exponentOf(value: number): number {
  word.setFloat64(0, value);
  return ((word.getUint16(0) >> 4) & 0x7ff) - 1023;
}

const word = new DataView(new ArrayBuffer(8));

// The power of two a number is scaled by where the scaling must be exact.

/** The largest power of two that is no larger than `value`, which is positive and finite. */
export function powerOfTwoTo(value: number): number {
  let power = 1;
  while (power > value) power /= 2;
  while (power * 2 <= value) power *= 2;
  return power;
}

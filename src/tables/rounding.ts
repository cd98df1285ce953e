// What float32 arithmetic may lose, for bounds that are computed in float64.

/** Half a unit in the last place of float32, as a part of the number; half the least subnormal. */
export const [HALF_UNIT, HALF_LEAST] = [2 ** -24, 2 ** -150];
/** More than the float64 arithmetic that bounds are computed with loses. */
export const UP = 1 + 2 ** -40;

// Constants that float64 holds only in pieces. The pieces were cut from values of 80 digits: each is the rest that the
// pieces before it leave, rounded to float64 or, where it says so, cut to fewer bits. A test repeats the cutting.

import type { DoubleDouble } from "./double-double.ts";

/** ln 2 cut to 42 bits, so that its product with an integer of 11 bits is exact, and the rest. */
export const LN2_HIGH = 0.6931471805598903;
export const LN2_LOW = 5.497923018708371e-14;

export const INVERSE_LN2: DoubleDouble = { high: 1.4426950408889634, low: 2.0355273740931033e-17 };
export const INVERSE_LN10: DoubleDouble = { high: 0.4342944819032518, low: 1.098319650216765e-17 };

export const TWO_OVER_PI = 0.6366197723675814;

/** π/2 cut into pieces of 33, 33 and 33 bits, whose products with integers below 2^20 are exact, and the rest. */
export const HALF_PI_PIECES = [
  1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21, 8.4784276603689e-32,
] as const;

export const HALF_PI: DoubleDouble = { high: 1.5707963267948966, low: 6.123233995736766e-17 };

export const ONE_THIRD: DoubleDouble = { high: 1 / 3, low: 1.850371707708594e-17 };
export const ONE_FIFTH: DoubleDouble = { high: 1 / 5, low: -1.1102230246251566e-17 };
export const ONE_SEVENTH: DoubleDouble = { high: 1 / 7, low: 7.93016446160826e-18 };

/** arctan(j/8) for j = 0 … 8. */
export const ARCTAN_EIGHTHS: readonly DoubleDouble[] = [
  { high: 0, low: 0 },
  { high: 0.12435499454676144, low: -3.1253241424539383e-18 },
  { high: 0.24497866312686414, low: 1.0698755618734451e-17 },
  { high: 0.35877067027057225, low: -2.4623815582638635e-17 },
  { high: 0.4636476090008061, low: 2.2698777452961687e-17 },
  { high: 0.5585993153435624, low: -5.4556305485916264e-18 },
  { high: 0.6435011087932844, low: 1.5834785051444286e-17 },
  { high: 0.7188299996216245, low: -2.1478388444456983e-17 },
  { high: 0.7853981633974483, low: 3.061616997868383e-17 },
];

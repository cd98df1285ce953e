// Rounding to whole numbers without integers, whose range a float may leave.

import { add, less, subtract } from "../../expression.ts";
import type { Expression } from "../../program.ts";
import { float, magnitudeOf, signOf, withSign } from "./floats.ts";
import { choose } from "./words.ts";

/** From here on every float32 is whole, and the distance of neighbours is 1: adding it rounds at the last whole place. */
const WHOLE = 2 ** 23;

/** The nearest whole number, ties to even, with the sign of x, −0 included; infinities and NaN stay. */
export function nearestWhole(x: Expression): Expression {
  const magnitude = magnitudeOf(x);
  const rounded = subtract(add(magnitude, float(WHOLE), "shifted"), float(WHOLE), "rounded");
  return withSign(choose(less(magnitude, float(WHOLE)), rounded, magnitude, "nearest_magnitude"), signOf(x));
}

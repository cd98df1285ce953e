// What arcsin x and arccos x are made of: arcsin of t up to ½, where t is |x| or, for |x| above ½, √((1 − |x|)/2), of which
// arcsin |x| = π/2 − 2·arcsin t.

import { add, apply, divide, multiply, squareRoot, subtract } from "../../expression.ts";
import type { Expression } from "../../program.ts";
import { float } from "./floats.ts";
import { productRest, split } from "./pairs.ts";
import { polynomial } from "./polynomial.ts";
import { choose } from "./words.ts";

/** Minimax in t² on [0, ¼] for (arcsin t − t)/t³, within 2^-31 of arcsin t. */
const SERIES = [0.166666597, 0.0750052184, 0.0445133522, 0.0318395235, 0.0143121704, 0.0377021357];

/** arcsin t = t + rest; both NaN of a magnitude above 1. */
export interface ReducedInverseSine {
  /** Whether t is the magnitude itself. */
  readonly isDirect: Expression;
  readonly t: Expression;
  readonly rest: Expression;
}

export function reducedInverseSine(magnitude: Expression): ReducedInverseSine {
  const isDirect = apply("lessOrEqual", [magnitude, float(0.5)], "is_direct");
  const halfVersed = multiply(subtract(float(1), magnitude, "versed"), float(0.5), "half_versed");
  const square = choose(isDirect, multiply(magnitude, magnitude, "magnitude_square"), halfVersed, "square");
  const root = squareRoot(halfVersed);
  const t = choose(isDirect, magnitude, root, "t");
  const cubic = multiply(multiply(t, square, "cube"), polynomial(square, SERIES, "series"), "cubic");
  return { isDirect, t, rest: choose(isDirect, cubic, add(cubic, restOfRoot(root, halfVersed), "cubic_and_rest"), "rest") };
}

/** √x less the rounded root: (x − root²)/(2·root), and 0 of 0. No other root is as small as what is added to it. */
function restOfRoot(root: Expression, x: Expression): Expression {
  const parts = split(root, "root");
  const excess = productRest(x, parts, parts, "excess");
  return divide(excess, add(multiply(root, float(-2), "double_root"), float(-(2 ** -60)), "divisor"), "root_rest");
}

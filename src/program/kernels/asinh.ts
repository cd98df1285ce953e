// The kernel of the inverse hyperbolic sine: odd, computed of |x|. Up to ½ by a polynomial, then as ln(x + √(x² + 1)), and as
// ln 2x where x² + 1 rounds to x² with a margin.

import { asinh as float64 } from "../../numeric/elementary/index.ts";
import { LARGEST_FLOAT32 } from "../../numeric/float32.ts";
import { add, less, lessOrEqual, multiply, select } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import type { Expression } from "../program.ts";
import { float, magnitudeOf, signOf, withSign } from "./parts/floats.ts";
import { logarithmOfPair } from "./parts/logarithm.ts";
import { orderedSum, productRest, split } from "./parts/pairs.ts";
import { polynomial } from "./parts/polynomial.ts";
import { squareRootOf } from "./parts/square-root.ts";
import { exactSum } from "./parts/sums.ts";

const NEAR_ZERO = 0.5;

const LARGE = 2 ** 14;

/** (asinh t/t − 1)/t² in powers of t²: minimax on [0, ½], error 2^-29.5 of t (Lawson's iteration, rounded one by one). */
const COEFFICIENTS = [-0.16666643, 0.07498638, -0.0443824, 0.02815693, -0.013214056];

export const asinh: Kernel = {
  name: "asinh",
  operands: ["x"],
  does: "asinh(x), within 1 unit in the last place; odd",
  body([x]) {
    const t = magnitudeOf(x);
    const ofFinite = select(less(t, float(NEAR_ZERO)), nearZero(t), farFromZero(t));
    return withSign(select(lessOrEqual(t, float(LARGEST_FLOAT32)), ofFinite, t), signOf(x));
  },
  float64,
};

function nearZero(t: Expression): Expression {
  const square = multiply(t, t, "square");
  const series = multiply(square, polynomial(square, COEFFICIENTS, "series"), "series");
  return add(t, multiply(t, series, "bend"), "small");
}

function farFromZero(t: Expression): Expression {
  const square = multiply(t, t, "square");
  const halves = split(t, "head");
  const sum = exactSum(square, float(1), "sum");
  const root = squareRootOf({ high: sum.high, low: add(sum.low, productRest(square, halves, halves, "square")) });
  const grown = orderedSum(root.high, t, "grown");
  const isLarge = less(float(LARGE), t);
  const { high, low } = logarithmOfPair(
    { high: select(isLarge, t, grown.high), low: select(isLarge, float(0), add(grown.low, root.low)) },
    select(isLarge, float(1), float(0)),
  );
  return add(high, low, "logarithm");
}

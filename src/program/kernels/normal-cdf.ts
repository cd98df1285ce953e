// The kernel of the distribution function of the normal distribution, ½ erfc(−x/√2), with small relative errors in the left tail.

import { normalCdf as float64 } from "../../numeric/error-function.ts";
import { add, divide, less, multiply, select, subtract } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import type { Expression } from "../program.ts";
import { fractionOf, powerFactors, reduceExponential } from "./parts/exponential.ts";
import { atMost, float, magnitudeOf } from "./parts/floats.ts";
import { orderedSum, productRest, split, type Pair } from "./parts/pairs.ts";
import { polynomial } from "./parts/polynomial.ts";
import { exactSum } from "./parts/sums.ts";

const NEAR_ZERO = 0.5;

/** Beyond it in magnitude the tail rounds to 0. */
const GREATEST = 14.5;

/** ((Φ(x) − ½)/x − ⅜) in powers of x²: minimax on [0, ½], error 2^-32 (Lawson's iteration, rounded one by one). */
const CENTRE = [0.02394228, -0.0664904, 0.009973822, -0.0011883707, 0.00011410585];

/** Φ(−t)·e^(t²/2)·(1 + 1.25t) − 0.5625 in powers of (t − 3)/(t + 3): minimax on [½, 14.5], error 2^-30 of the first product. */
const TAIL = [
  0.014691255, -0.06905779, -0.051346507, 0.06800813, -0.029944448, 0.00072584127, 0.004002673, -0.00036473572, -0.0006596025,
  2.5642159e-5, 9.66943e-5,
];

export const normalCdf: Kernel = {
  name: "normalCdf",
  operands: ["x"],
  does: "the probability below x of the normal distribution, within 1 unit in the last place; never outside [0, 1]",
  body: ([x]) => select(less(magnitudeOf(x), float(NEAR_ZERO)), nearZero(x), farFromZero(x)),
  float64,
};

/** ½ + ⅜x + x·S(x²): ⅜x without error, and what is added to it is small beside it, so that the sum never falls. */
function nearZero(x: Expression): Expression {
  const series = polynomial(multiply(x, x, "square"), CENTRE, "series");
  const slope = orderedSum(multiply(x, float(0.25), "quarter"), multiply(x, float(0.125), "eighth"), "slope");
  const bend = add(slope.low, multiply(x, series), "bend");
  return add(float(0.5), add(slope.high, bend), "small");
}

function farFromZero(x: Expression): Expression {
  const t = atMost(GREATEST, magnitudeOf(x));
  const { high, low, first, second } = bellOf(t);
  const isNegative = less(x, float(0));
  const quotient = quotientOf({ high, low }, weightOf(t), riseOf(t));
  const tail = multiply(multiply(quotient, first, "scaled"), second, "tail");
  return select(isNegative, tail, subtract(float(1), tail, "rest"));
}

/** e^(−t²/2) as (high + low)·first·second. */
function bellOf(t: Expression): Pair & ReturnType<typeof powerFactors> {
  const square = multiply(t, t, "square");
  const halves = split(t, "head");
  const squareRest = productRest(square, halves, halves, "square");
  const reduced = reduceExponential(multiply(square, float(-0.5), "exponent"));
  const { high, low } = fractionOf(reduced);
  const lost = multiply(high, multiply(squareRest, float(0.5)), "lost");
  return { high, low: subtract(low, lost, "bell_rest"), ...powerFactors(reduced.power) };
}

/** Φ(−t)·e^(t²/2)·(1 + 1.25t), between 0.52 and 0.6. */
function weightOf(t: Expression): Pair {
  const u = divide(subtract(t, float(3)), add(t, float(3)), "ratio");
  return orderedSum(float(0.5625), polynomial(u, TAIL, "series"), "weight");
}

/** 1 + 1.25t. */
function riseOf(t: Expression): Pair {
  const slope = orderedSum(t, multiply(t, float(0.25), "quarter"), "slope");
  const { high, low } = exactSum(float(1), slope.high, "rise");
  return { high, low: add(low, slope.low, "rise_rest") };
}

/** left·right/divisor: the product and the quotient are corrected by what their roundings lost. */
function quotientOf(left: Pair, right: Pair, divisor: Pair): Expression {
  const product = multiply(left.high, right.high, "product");
  const productLost = productRest(product, split(left.high, "left"), split(right.high, "right"), "product");
  const crossed = add(multiply(left.high, right.low), multiply(left.low, right.high), "crossed");
  const reciprocal = divide(float(1), divisor.high, "reciprocal");
  const quotient = multiply(product, reciprocal, "quotient");
  const excess = productRest(product, split(quotient, "quotient"), split(divisor.high, "divisor"), "excess");
  const lost = subtract(add(productLost, crossed), add(excess, multiply(quotient, divisor.low)), "remainder");
  return add(quotient, multiply(lost, reciprocal, "correction"), "corrected");
}

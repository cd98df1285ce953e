// gelu_tanh: x/2·(1 + tanh u) with u = √(2/π)·(x + 0.044715·x³), which is x·sigmoid(2u), with small relative errors in the left tail;
// NaN of −∞. ONNX Gelu-20 with the approximation "tanh"; Hendrycks and Gimpel 2016.

import { add, apply, constant, less, multiply, select, subtract } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { elementwise } from "./elementwise.ts";
import { logisticProduct, logisticProductSlope } from "./logistic-product.ts";
import { splitConstant, splitNumber } from "./split-number.ts";

/** u is LINEAR·x + CUBIC·x³. */
const LINEAR = Math.sqrt(2 / Math.PI);
const CUBIC = 0.044715 * LINEAR;
/** Below it e^u is 0 in float32, and above it sigmoid(2u) is 1. */
const [LEAST, GREATEST] = [-15, 6];

export const geluTanh = elementwise({
  name: "gelu_tanh",
  value(x) {
    const atLeast = select(less(x, constant(LEAST)), constant(LEAST), x);
    const within = select(less(constant(GREATEST), atLeast), constant(GREATEST), atLeast);
    const { sum, rest } = argumentOf(within);
    const root = multiply(apply("exp", [sum], "power"), add(constant(1), rest, "correction"), "root");
    return logisticProduct(x, root, less(constant(GREATEST), x));
  },
  derivative(x) {
    const square = multiply(x, x, "square");
    const twice = (linear: number, cubic: number): Expression => add(constant(Math.fround(2 * linear)), multiply(constant(Math.fround(2 * cubic)), square, "term"));
    return logisticProductSlope(x, multiply(x, twice(LINEAR, CUBIC), "argument"), twice(LINEAR, 3 * CUBIC));
  },
  onnx: { type: "Gelu", since: 20, attributes: {}, namingAttributes: { approximate: "tanh" } },
});

/**
 * u as a sum of two float32: its relative error is that of e^u times |u|, which one float32 would make some hundred units. Heads' products
 * are exact; of the others one float32 is enough.
 */
function argumentOf(x: Expression): { readonly sum: Expression; readonly rest: Expression } {
  const [linear, cubic] = [splitConstant(LINEAR), splitConstant(CUBIC)];
  const own = splitNumber(x);
  const square = splitNumber(multiply(own.head, own.head, "square"));
  const squareRest = add(square.rest, multiply(own.rest, add(x, own.head, "twice"), "cross"), "square_rest");
  const scaled = splitNumber(multiply(own.head, constant(cubic.head), "scaled"));
  const scaledRest = add(scaled.rest, productRest(own, cubic), "scaled_rest");
  const cube = multiply(square.head, scaled.head, "cube");
  const wholeScaled = add(scaled.head, scaledRest, "scaled_whole");
  const cubeRest = add(multiply(square.head, scaledRest, "cross"), multiply(squareRest, wholeScaled, "cross"), "cube_rest");
  const line = multiply(own.head, constant(linear.head), "line");
  const { sum, rest } = exactSum(line, cube);
  return exactSum(sum, add(rest, add(cubeRest, productRest(own, linear), "rests"), "rest"));
}

/** What a product of heads leaves of the whole one. */
function productRest(x: { readonly head: Expression; readonly rest: Expression }, factor: { readonly head: number; readonly rest: number }): Expression {
  const whole = constant(Math.fround(factor.head + factor.rest));
  return add(multiply(x.head, constant(factor.rest), "cross"), multiply(x.rest, whole, "cross"), "product_rest");
}

/** left + right and what rounding took from it, whichever is larger (Knuth, The Art of Computer Programming, vol. 2, 4.2.2, theorem B). */
function exactSum(left: Expression, right: Expression): { readonly sum: Expression; readonly rest: Expression } {
  const sum = add(left, right);
  const ofRight = subtract(sum, left, "of_right");
  const ofLeft = subtract(sum, ofRight, "of_left");
  return { sum, rest: add(subtract(left, ofLeft, "lost_left"), subtract(right, ofRight, "lost_right"), "lost") };
}

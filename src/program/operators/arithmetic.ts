// Arithmetic: + − × ÷, the negative and the square root. Floats round once; 32-bit integers are taken modulo 2^32.

import { f32x4, i32x4 } from "../../wasm/simd.ts";
import { dyadicOf, type Dyadic } from "../domains/dyadic.ts";
import { betweenEnds, formOf, nearly, termsFrom, type AffineAlgebra, type AffineResult, type SmoothBounds } from "../domains/affine-algebra.ts";
import { ofCorners, roundedInterval, type Interval } from "../domains/interval.ts";
import { constantOf, functionOf, negative, scaled, sum } from "../domains/piecewise-linear.ts";
import type { Operator } from "../operator.ts";
import { isFloat, isWord, type Scalar } from "../scalar.ts";

export const add: Operator = {
  operands: ["left", "right"],
  result: sameNumber,
  sign: "+",
  isRounded: true,
  lanes([a, b], { data, offset, count }) {
    for (let i = 0; i < count; i++) data[offset + i] = a.data[a.offset + i * a.step] + b.data[b.offset + i * b.step];
  },
  interval: ([left, right], scalar) => roundedInterval(ofCorners(left, right, (x, y) => x + y), scalar),
  linear: ([left, right]) => sum(functionOf(left), functionOf(right)),
  affine: ([left, right], forms) => sumOfForms(formOf(left), formOf(right), forms),
  vector: {
    f32: ([left, right]) => f32x4.add(left, right),
    i32: ([left, right]) => i32x4.add(left, right),
    u32: ([left, right]) => i32x4.add(left, right),
  },
};

export const subtract: Operator = {
  operands: ["left", "right"],
  result: sameNumber,
  sign: "-",
  isRounded: true,
  lanes([a, b], { data, offset, count }) {
    for (let i = 0; i < count; i++) data[offset + i] = a.data[a.offset + i * a.step] - b.data[b.offset + i * b.step];
  },
  interval: ([left, right], scalar) => roundedInterval(ofCorners(left, right, (x, y) => x - y), scalar),
  linear: ([left, right]) => sum(functionOf(left), negative(functionOf(right))),
  affine: ([left, right], forms) => sumOfForms(formOf(left), forms.negativeOf(formOf(right)), forms),
  vector: {
    f32: ([left, right]) => f32x4.subtract(left, right),
    i32: ([left, right]) => i32x4.subtract(left, right),
    u32: ([left, right]) => i32x4.subtract(left, right),
  },
};

export const multiply: Operator = {
  operands: ["left", "right"],
  result: sameNumber,
  sign: "*",
  isRounded: true,
  lanes([a, b], { data, offset, count }) {
    if (data instanceof Float32Array || data instanceof Float64Array) {
      for (let i = 0; i < count; i++) data[offset + i] = a.data[a.offset + i * a.step] * b.data[b.offset + i * b.step];
    } else {
      for (let i = 0; i < count; i++) data[offset + i] = Math.imul(a.data[a.offset + i * a.step], b.data[b.offset + i * b.step]);
    }
  },
  interval: ([left, right], scalar) => roundedInterval(product(left, right), scalar),
  linear([left, right]) {
    const [one, other] = [functionOf(left), functionOf(right)];
    const [leftConstant, rightConstant] = [constantOf(one), constantOf(other)];
    if (rightConstant !== undefined) return scaled(one, rightConstant);
    return leftConstant === undefined ? "not linear" : scaled(other, leftConstant);
  },
  affine([left, right], forms) {
    const [one, other] = [formOf(left), formOf(right)];
    const value = forms.productOf(one, other);
    return forms.isExactFactor(one) || forms.isExactFactor(other) ? { value, isExact: true } : { value };
  },
  vector: {
    f32: ([left, right]) => f32x4.multiply(left, right),
    i32: ([left, right]) => i32x4.multiply(left, right),
    u32: ([left, right]) => i32x4.multiply(left, right),
  },
};

/** Of floats alone. */
export const divide: Operator = {
  operands: ["left", "right"],
  result: sameFloat,
  sign: "/",
  isRounded: true,
  lanes([a, b], { data, offset, count }) {
    for (let i = 0; i < count; i++) data[offset + i] = a.data[a.offset + i * a.step] / b.data[b.offset + i * b.step];
  },
  interval([left, right], scalar) {
    if (right.low <= 0 && right.high >= 0) return { low: -Infinity, high: Infinity, nan: true };
    return roundedInterval(ofCorners(left, right, (x, y) => x / y), scalar);
  },
  linear([left, right]) {
    const divisor = constantOf(functionOf(right));
    if (divisor === undefined) return "not linear";
    const inverse = inverseOf(divisor);
    return inverse === undefined ? "not dyadic" : scaled(functionOf(left), inverse);
  },
  affine([left, right], forms) {
    const value = forms.quotientOf(formOf(left), formOf(right));
    return value && { value };
  },
  vector: { f32: ([left, right]) => f32x4.divide(left, right) },
};

/** The value with the other sign, zeros included. */
export const negate: Operator = {
  operands: ["of"],
  result: ([of]) => (isFloat(of) ? of : undefined),
  sign: "-",
  lanes([a], { data, offset, count }) {
    for (let i = 0; i < count; i++) data[offset + i] = -a.data[a.offset + i * a.step];
  },
  interval: ([{ low, high, nan }]) => ({ low: -high, high: -low, nan }),
  linear: ([of]) => negative(functionOf(of)),
  affine: ([of], forms) => ({ value: forms.negativeOf(formOf(of)), isExact: true }),
  vector: { f32: ([of]) => f32x4.negate(of) },
};

/** NaN of numbers below 0; √−0 is −0. */
export const squareRoot: Operator = {
  operands: ["of"],
  result: ([of]) => (isFloat(of) ? of : undefined),
  isRounded: true,
  lanes([a], { data, offset, count }) {
    for (let i = 0; i < count; i++) data[offset + i] = Math.sqrt(a.data[a.offset + i * a.step]);
  },
  interval([{ low, high, nan }], scalar) {
    const roots = { low: Math.sqrt(Math.max(0, low)), high: high < 0 ? -Infinity : Math.sqrt(high), nan: nan || low < 0 };
    return roundedInterval(roots, scalar);
  },
  affine([of], forms) {
    const value = forms.through(formOf(of), boundsOfRoot);
    return value && { value };
  },
  vector: { f32: ([of]) => f32x4.squareRoot(of) },
};

/** The derivative of a square root is ½/√x, whose own roundings these make up for. */
const [HALF_DOWN, HALF_UP] = [0.5 - 2 ** -40, 0.5 + 2 ** -40];

/** Of numbers above 0: at 0 it is steeper than any line. */
function boundsOfRoot(low: number, high: number): ReturnType<SmoothBounds> {
  if (!(low > 0)) return undefined;
  const value = { low: nearly(Math.sqrt(low)).low, high: nearly(Math.sqrt(high)).high };
  const slope = { low: HALF_DOWN / Math.sqrt(high), high: HALF_UP / Math.sqrt(low) };
  return { value, slope, series: (last) => betweenEnds([low, high].map((x) => termsFrom(Math.sqrt(x), last, (k) => (0.5 - k) / ((k + 1) * x)))) };
}

function sumOfForms<Form extends object>(one: Form, other: Form, forms: AffineAlgebra<Form>): AffineResult<Form> {
  if (forms.isZero(one)) return { value: other, isExact: true };
  return forms.isZero(other) ? { value: one, isExact: true } : { value: forms.sumOf(one, other) };
}

function sameNumber([left, right]: readonly Scalar[]): Scalar | undefined {
  return left === right && (isFloat(left) || isWord(left)) ? left : undefined;
}

function sameFloat([left, right]: readonly Scalar[]): Scalar | undefined {
  return left === right && isFloat(left) ? left : undefined;
}

/** 0·∞ is NaN, wherever the 0 lies. */
function product(left: Interval, right: Interval): Interval {
  const zeroTimesInfinity = (one: Interval, other: Interval): boolean =>
    one.low <= 0 && one.high >= 0 && (other.low === -Infinity || other.high === Infinity);
  if (zeroTimesInfinity(left, right) || zeroTimesInfinity(right, left)) return { low: -Infinity, high: Infinity, nan: true };
  return ofCorners(left, right, (x, y) => x * y);
}

/** Of a power of two and its negative; no other inverse is dyadic. */
function inverseOf({ mantissa, exponent }: Dyadic): Dyadic | undefined {
  const { mantissa: one } = dyadicOf(1);
  return mantissa === one || mantissa === -one ? { mantissa, exponent: -exponent } : undefined;
}

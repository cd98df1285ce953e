// Comparisons of two numbers of one type, and what is true where one is not. False where an operand is NaN, as in C, Go and JavaScript;
// −0 equals +0.

import { f32x4, i32x4, v128 } from "../../wasm/simd.ts";
import { comparisonOf, formOf, type AffineRule } from "../domains/affine-algebra.ts";
import { exactly, type Interval } from "../domains/interval.ts";
import { functionOf, isComparison, negative, sum, type LinearRule } from "../domains/piecewise-linear.ts";
import type { Operator } from "../operator.ts";
import type { Scalar } from "../scalar.ts";

export const less: Operator = {
  operands: ["left", "right"],
  result: truth,
  sign: "<",
  lanes([a, b], { data, offset, count }) {
    for (let i = 0; i < count; i++) data[offset + i] = a.data[a.offset + i * a.step] < b.data[b.offset + i * b.step] ? 1 : 0;
  },
  interval: ([left, right]) => decided(left.low < right.high, left.high < right.low && !left.nan && !right.nan),
  linear: whereSign((sign) => sign < 0),
  affine: whereSignOfForms((sign) => sign < 0),
  vector: {
    f32: ([left, right]) => f32x4.less(left, right),
    i32: ([left, right]) => i32x4.lessSigned(left, right),
    u32: ([left, right]) => i32x4.lessUnsigned(left, right),
  },
};

export const lessOrEqual: Operator = {
  operands: ["left", "right"],
  result: truth,
  sign: "<=",
  lanes([a, b], { data, offset, count }) {
    for (let i = 0; i < count; i++) data[offset + i] = a.data[a.offset + i * a.step] <= b.data[b.offset + i * b.step] ? 1 : 0;
  },
  interval: ([left, right]) => decided(left.low <= right.high, left.high <= right.low && !left.nan && !right.nan),
  linear: whereSign((sign) => sign <= 0),
  affine: whereSignOfForms((sign) => sign <= 0),
  vector: {
    f32: ([left, right]) => f32x4.lessOrEqual(left, right),
    i32: ([left, right]) => i32x4.lessOrEqualSigned(left, right),
    u32: ([left, right]) => i32x4.lessOrEqualUnsigned(left, right),
  },
};

export const equal: Operator = {
  operands: ["left", "right"],
  result: truth,
  sign: "==",
  lanes([a, b], { data, offset, count }) {
    for (let i = 0; i < count; i++) data[offset + i] = a.data[a.offset + i * a.step] === b.data[b.offset + i * b.step] ? 1 : 0;
  },
  interval([left, right]) {
    const same = left.low === left.high && right.low === right.high && left.low === right.low;
    return decided(left.low <= right.high && right.low <= left.high, same && !left.nan && !right.nan);
  },
  linear: whereSign((sign) => sign === 0),
  affine: whereSignOfForms((sign) => sign === 0),
  vector: {
    f32: ([left, right]) => f32x4.equal(left, right),
    i32: ([left, right]) => i32x4.equal(left, right),
    u32: ([left, right]) => i32x4.equal(left, right),
  },
};

/** Of truth values. */
export const not: Operator = {
  operands: ["of"],
  result: ([of]) => (of === "bool" ? "bool" : undefined),
  sign: "!",
  lanes([a], { data, offset, count }) {
    for (let i = 0; i < count; i++) data[offset + i] = a.data[a.offset + i * a.step] === 0 ? 1 : 0;
  },
  interval: ([{ low, high }]) => ({ low: 1 - high, high: 1 - low, nan: false }),
  linear([of]) {
    if (!isComparison(of)) throw new RangeError("a number stands in the place of a truth value");
    return { difference: of.difference, holds: (sign) => !of.holds(sign) };
  },
  affine([of]) {
    const { difference, holds } = comparisonOf(of);
    return { value: { difference, holds: (sign) => !holds(sign) }, isExact: true };
  },
  vector: { bool: ([of]) => v128.not(of) },
};

function truth([left, right]: readonly Scalar[]): Scalar | undefined {
  return left === right && left !== "bool" ? "bool" : undefined;
}

function decided(possible: boolean, certain: boolean): Interval {
  if (!possible) return exactly(0);
  return certain ? exactly(1) : { low: 0, high: 1, nan: false };
}

function whereSign(holds: (sign: number) => boolean): LinearRule {
  return ([left, right]) => ({ difference: sum(functionOf(left), negative(functionOf(right))), holds });
}

function whereSignOfForms(holds: (sign: number) => boolean): AffineRule {
  return ([left, right], forms) => ({ value: { difference: forms.differenceToCompare(formOf(left), formOf(right)), holds }, isExact: true });
}

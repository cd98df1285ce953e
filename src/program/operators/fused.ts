// The fused multiply-add of float32: a product and the sum it goes into, rounded once.

import { fusedMultiplyAdd } from "../../numeric/fused-multiply-add.ts";
import { f32x4, f64x2, i64x2, v128 } from "../../wasm/simd.ts";
import type { Operand } from "../../wasm/operand.ts";
import { formOf } from "../domains/affine-algebra.ts";
import type { Interval } from "../domains/interval.ts";
import { constantOf, functionOf, scaled, sum } from "../domains/piecewise-linear.ts";
import type { Operator } from "../operator.ts";

/** left · right + addend. What gives a result of float64, where a variable of float32 is taken to keep more digits, rounds to that. */
export const multiplyAdd: Operator = {
  operands: ["left", "right", "addend"],
  result: (operands) => (operands.every((scalar) => scalar === "f32") ? "f32" : undefined),
  lanes([a, b, c], { data, offset, count }) {
    const isWide = data instanceof Float64Array;
    for (let i = 0; i < count; i++) {
      const [left, right, addend] = [a.data[a.offset + i * a.step], b.data[b.offset + i * b.step], c.data[c.offset + i * c.step]];
      data[offset + i] = isWide ? left * right + addend : fusedMultiplyAdd(left, right, addend);
    }
  },
  interval,
  linear([left, right, addend]) {
    const [one, other] = [functionOf(left), functionOf(right)];
    const [leftConstant, rightConstant] = [constantOf(one), constantOf(other)];
    if (rightConstant !== undefined) return sum(scaled(one, rightConstant), functionOf(addend));
    return leftConstant === undefined ? "not linear" : sum(scaled(other, leftConstant), functionOf(addend));
  },
  affine([left, right, addend], forms) {
    const [one, other, last] = [formOf(left), formOf(right), formOf(addend)];
    if (forms.isZero(one) || forms.isZero(other)) return { value: last, isExact: true };
    const product = forms.productOf(one, other);
    if (!forms.isZero(last)) return { value: forms.sumOf(product, last) };
    return forms.isExactFactor(one) || forms.isExactFactor(other) ? { value: product, isExact: true } : { value: product };
  },
  vector: { f32: vectors },
};

/**
 * It goes up or down with each operand while the others stand still: its extremes are at corners. 0·∞ is NaN, wherever the 0 lies, and so is ∞ − ∞.
 */
function interval(operands: readonly Interval[]): Interval {
  const nan = operands.some((one) => one.nan);
  if (operands.some(({ low, high }) => low > high)) return { low: Infinity, high: -Infinity, nan };
  const [left, right, addend] = operands.map(({ low, high }) => [low, high]);
  const corners = left.flatMap((a) => right.flatMap((b) => addend.map((c) => fusedMultiplyAdd(a, b, c))));
  if (corners.some(Number.isNaN) || isZeroTimesInfinity(operands[0], operands[1]) || isZeroTimesInfinity(operands[1], operands[0])) {
    return { low: -Infinity, high: Infinity, nan: true };
  }
  return { low: Math.min(...corners), high: Math.max(...corners), nan };
}

function isZeroTimesInfinity(one: Interval, other: Interval): boolean {
  return one.low <= 0 && one.high >= 0 && (other.low === -Infinity || other.high === Infinity);
}

type Vector = Operand<"v128">;

/** Four lanes as two and two of float64: the instruction of relaxed SIMD may round twice, where a machine has no better one. */
function vectors(operands: readonly Vector[], keep: (value: Vector) => Vector = (value) => value): Vector {
  const kept = operands.map(keep);
  const [low, high] = [kept, kept.map((one) => f32x4.shuffle(one, one, [2, 3, 0, 1]))].map((halves) => {
    const [a, b, c] = halves.map((half) => keep(f64x2.promoteLow(half)));
    return f64x2.demote(sumToOdd(keep(f64x2.multiply(a, b)), c, keep));
  });
  return f32x4.shuffle(low, high, [0, 1, 4, 5]);
}

/**
 * A sum towards 0, with a last bit of 1 where anything was cut off: rounded once more, to half the digits, it is the nearest number (Boldo and
 * Melquiond, as numeric/fused-multiply-add.ts says).
 */
function sumToOdd(product: Vector, addend: Vector, keep: (value: Vector) => Vector): Vector {
  const nearest = keep(f64x2.add(product, addend));
  const rest = keep(f64x2.subtract(nearest, product));
  const lost = f64x2.add(f64x2.subtract(product, f64x2.subtract(nearest, rest)), f64x2.subtract(addend, rest));
  // Above 0 where the nearest number is too near to 0, below where it is too far; neither of infinities and NaN, where it is NaN.
  const side = keep(f64x2.multiply(lost, nearest));
  const isTooFar = keep(f64x2.less(side, f64x2.constant(0)));
  const isCut = v128.or(f64x2.less(f64x2.constant(0), side), isTooFar);
  return v128.or(i64x2.add(nearest, isTooFar), v128.and(isCut, i64x2.one));
}

// IEEE 754 binary32 arithmetic by exact integers: each operation is done on fractions and rounded once, to nearest,
// ties to even. Slow, and shares nothing with the arithmetic of the machine but the scaling by powers of two.

/** Operators with a row here. */
export type Arithmetic = "add" | "subtract" | "multiply" | "divide";

/** Finite float32 values are whole multiples of 2^-149. */
const UNITS = 149;
const OVERFLOW = 1n << BigInt(128 + UNITS);

/** `left operator right`, both float32. */
export function exactFloat32(operator: Arithmetic, left: number, right: number): number {
  if (Number.isNaN(left) || Number.isNaN(right)) return NaN;
  switch (operator) {
    case "add":
      return sum(left, right);
    case "subtract":
      return sum(left, -right);
    case "multiply": {
      const negative = isNegative(left) !== isNegative(right);
      const infinite = !Number.isFinite(left) || !Number.isFinite(right);
      if (infinite) return left === 0 || right === 0 ? NaN : signed(Infinity, negative);
      return signed(nearest(magnitude(left) * magnitude(right), 1n << BigInt(UNITS)), negative);
    }
    case "divide": {
      const negative = isNegative(left) !== isNegative(right);
      if (!Number.isFinite(left)) return Number.isFinite(right) ? signed(Infinity, negative) : NaN;
      if (!Number.isFinite(right)) return signed(0, negative);
      if (right === 0) return left === 0 ? NaN : signed(Infinity, negative);
      return signed(nearest(magnitude(left) << BigInt(UNITS), magnitude(right)), negative);
    }
  }
}

/** A sum that is exactly zero is +0, but for −0 + −0. */
function sum(left: number, right: number): number {
  if (!Number.isFinite(left)) return right === -left ? NaN : left;
  if (!Number.isFinite(right)) return right;
  const exact = signedUnits(left) + signedUnits(right);
  if (exact === 0n) return left === 0 && right === 0 && isNegative(left) && isNegative(right) ? -0 : 0;
  return exact < 0n ? -nearest(-exact, 1n) : nearest(exact, 1n);
}

/** The float32 nearest to numerator/denominator units, not negative. */
function nearest(numerator: bigint, denominator: bigint): number {
  const whole = numerator / denominator;
  const exponent = BigInt(Math.max(0, whole.toString(2).length - 24));
  const divisor = denominator << exponent;
  let significand = numerator / divisor;
  const twiceTheRest = 2n * (numerator % divisor);
  if (twiceTheRest > divisor || (twiceTheRest === divisor && significand % 2n === 1n)) significand++;
  const units = significand << exponent;
  return units >= OVERFLOW ? Infinity : Number(units) * 2 ** -UNITS;
}

function magnitude(value: number): bigint {
  return BigInt(Math.abs(value) * 2 ** UNITS);
}

function signedUnits(value: number): bigint {
  return value < 0 ? -magnitude(value) : magnitude(value);
}

function isNegative(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}

function signed(value: number, negative: boolean): number {
  return negative ? -value : value;
}

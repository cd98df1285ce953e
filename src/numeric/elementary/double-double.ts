// Unevaluated sums of two float64 ("double-double"), about 106 significant bits, for the steps that plain float64
// would spoil. No special values: operands are finite, and products stay between 2^-900 and 2^900.

/** high + low, where high is that sum rounded to float64. */
export interface DoubleDouble {
  readonly high: number;
  readonly low: number;
}

/** 2^27 + 1: multiplying by it splits a float64 into two halves of 26 bits (Veltkamp). */
const SPLITTER = 134217729;

/** a + b without error (Knuth, TAOCP vol. 2, 4.2.2). */
export function exactSum(a: number, b: number): DoubleDouble {
  const high = a + b;
  const fromB = high - a;
  return { high, low: a - (high - fromB) + (b - fromB) };
}

/** a + b without error where |a| ≥ |b| or a = 0 (Dekker 1971). */
export function exactSumOrdered(a: number, b: number): DoubleDouble {
  const high = a + b;
  return { high, low: b - (high - a) };
}

/** a · b without error (Dekker 1971, with Veltkamp's splitting; no fused multiply-add is needed). */
export function exactProduct(a: number, b: number): DoubleDouble {
  const high = a * b;
  const wideA = SPLITTER * a;
  const upperA = wideA - (wideA - a);
  const lowerA = a - upperA;
  const wideB = SPLITTER * b;
  const upperB = wideB - (wideB - b);
  const lowerB = b - upperB;
  return { high, low: lowerA * lowerB - (high - upperA * upperB - upperA * lowerB - lowerA * upperB) };
}

/** a + b; relative error at most about 2^-103 unless the high parts cancel, and then about 2^-103 of the larger. */
export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const high = exactSum(a.high, b.high);
  const low = exactSum(a.low, b.low);
  const sum = exactSumOrdered(high.high, high.low + low.high);
  return exactSumOrdered(sum.high, sum.low + low.low);
}

/** a · b with relative error about 2^-102. */
export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const product = exactProduct(a.high, b.high);
  return exactSumOrdered(product.high, product.low + (a.high * b.low + a.low * b.high));
}

/** a / b with relative error about 2^-101: a float64 quotient, corrected by its remainder. */
export function divide(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const quotient = a.high / b.high;
  const product = exactProduct(quotient, b.high);
  const remainder = a.high - product.high - product.low + a.low - quotient * b.low;
  return exactSumOrdered(quotient, remainder / b.high);
}

/** √a for a > 0 with relative error about 2^-101: a float64 root, corrected by one Newton step. */
export function squareRoot(a: DoubleDouble): DoubleDouble {
  const root = Math.sqrt(a.high);
  const square = exactProduct(root, root);
  const remainder = a.high - square.high - square.low + a.low;
  return exactSumOrdered(root, remainder / (2 * root));
}

export function negate(a: DoubleDouble): DoubleDouble {
  return { high: -a.high, low: -a.low };
}

/** a · factor without error, for a factor that is a power of two. */
export function scale(a: DoubleDouble, factor: number): DoubleDouble {
  return { high: a.high * factor, low: a.low * factor };
}

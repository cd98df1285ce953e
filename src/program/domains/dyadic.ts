// Exact arithmetic with numbers mantissa · 2^exponent: every finite float is one, and sums and products stay among them.

export interface Dyadic {
  readonly mantissa: bigint;
  readonly exponent: number;
}

export const ZERO: Dyadic = { mantissa: 0n, exponent: 0 };

const bits = new DataView(new ArrayBuffer(8));

/** The exact value of a finite float64. Throws RangeError for others. */
export function dyadicOf(value: number): Dyadic {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no number`);
  if (value === 0) return ZERO;
  bits.setFloat64(0, value);
  const word = bits.getBigUint64(0);
  const biased = Number((word >> 52n) & 0x7ffn);
  const fraction = word & 0xfffffffffffffn;
  const magnitude = biased === 0 ? fraction : fraction | (1n << 52n);
  // Short mantissas keep all that is computed of them short.
  const zeros = trailingZeros(magnitude);
  const mantissa = magnitude >> BigInt(zeros);
  return { mantissa: value < 0 ? -mantissa : mantissa, exponent: Math.max(biased, 1) - 1075 + zeros };
}

/** Of a number above 0. */
function trailingZeros(value: bigint): number {
  let zeros = 0;
  for (let rest = value; (rest & 1n) === 0n; rest >>= 1n) zeros++;
  return zeros;
}

export function add(left: Dyadic, right: Dyadic): Dyadic {
  if (left.mantissa === 0n) return right;
  if (right.mantissa === 0n) return left;
  const exponent = Math.min(left.exponent, right.exponent);
  return { mantissa: alignedTo(left, exponent) + alignedTo(right, exponent), exponent };
}

export function negate({ mantissa, exponent }: Dyadic): Dyadic {
  return { mantissa: -mantissa, exponent };
}

export function multiply(left: Dyadic, right: Dyadic): Dyadic {
  return { mantissa: left.mantissa * right.mantissa, exponent: left.exponent + right.exponent };
}

export function areEqual(left: Dyadic, right: Dyadic): boolean {
  if (left.exponent === right.exponent) return left.mantissa === right.mantissa;
  return add(left, negate(right)).mantissa === 0n;
}

/** −1, 0 or 1. */
export function signOf({ mantissa }: Dyadic): number {
  return mantissa > 0n ? 1 : mantissa < 0n ? -1 : 0;
}

/** The mantissa of the same number with an exponent that is no greater. */
function alignedTo({ mantissa, exponent }: Dyadic, smaller: number): bigint {
  return exponent === smaller ? mantissa : mantissa << BigInt(exponent - smaller);
}

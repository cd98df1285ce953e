// Fixed-point numbers as TensorFlow Lite computes with them, exactly: multipliers as a mantissa and a shift, and gemmlowp's functions of fractions, by which
// tables are made while a file is read. Fractions are integers that stand for themselves times 2^−31.

/** mantissa·2^(shift − 31), the mantissa at least 2^30, or 0. */
export interface Multiplier {
  readonly mantissa: number;
  readonly shift: number;
}

/** The nearest to a number of 0 or more; 0 of what is less than 2^−32. */
export function multiplierOf(value: number): Multiplier {
  if (value === 0) return { mantissa: 0, shift: 0 };
  // log2 may be off by a little next to a power of 2.
  const near = Math.floor(Math.log2(value));
  const exponent = 1 + (value >= 2 ** (near + 1) ? near + 1 : value < 2 ** near ? near - 1 : near);
  const rounded = Math.floor(value * 2 ** (31 - exponent) + 0.5);
  const [mantissa, shift] = rounded === 2 ** 31 ? [2 ** 30, exponent + 1] : [rounded, exponent];
  return shift < -31 ? { mantissa: 0, shift: 0 } : { mantissa, shift };
}

/** x times the multiplier, rounded twice, as the op scaled_by_fixed_point does it. */
export function scaled(x: number, { mantissa, shift }: Multiplier): number {
  return dividedByPower(doubledHigh(x * 2 ** Math.max(0, shift), mantissa), Math.max(0, -shift));
}

/** x·y·2^−31 to the nearest integer, halves upwards. */
export function doubledHigh(x: number, y: number): number {
  return Number((BigInt(x) * BigInt(y) + (1n << 30n)) >> 31n);
}

/** x·2^−power to the nearest integer, halves away from 0. */
export function dividedByPower(x: number, power: number): number {
  const magnitude = Math.floor(Math.abs(x) / 2 ** power + 0.5);
  return x < 0 ? 0 - magnitude : magnitude;
}

const ONE = 2 ** 31 - 1;

/** e^−1/8, 1/3. */
const EXP_OF_EIGHTH = 1895147668;
const THIRD = 715827883;
/** e^(−2^power). */
const EXP_OF_POWERS: readonly (readonly [power: number, fraction: number])[] = [
  [-2, 1672461947], [-1, 1302514674], [0, 790015084], [1, 290630308], [2, 39332535], [3, 720401], [4, 242],
];

/** e^x as a fraction, of an x of 0 or less that stands for itself times 2^(integerBits − 31). */
export function expOfNegative(x: number, integerBits: 4 | 5): number {
  if (x === 0) return ONE;
  const fractionBits = 31 - integerBits;
  const quarter = 2 ** (fractionBits - 2);
  const rest = (((x % quarter) + quarter) % quarter) - quarter;
  const whole = rest - x;
  return EXP_OF_POWERS.filter(([power]) => power < integerBits).reduce(
    (product, [power, factor]) => (Math.floor(whole / 2 ** (fractionBits + power)) % 2 === 1 ? doubledHigh(product, factor) : product),
    expOfQuarter(rest * 2 ** integerBits),
  );
}

/** Of a fraction from −1/4 to below 0: a series around −1/8. */
function expOfQuarter(fraction: number): number {
  const x = fraction + 2 ** 28;
  const square = doubledHigh(x, x);
  const cube = doubledHigh(square, x);
  const fourth = doubledHigh(square, square);
  const further = dividedByPower(doubledHigh(dividedByPower(fourth, 2) + cube, THIRD) + square, 1);
  return EXP_OF_EIGHTH + doubledHigh(EXP_OF_EIGHTH, x + further);
}

/** 48/17, −32/17 and 1 with two bits before the point. */
const LINE = { start: 1515870810, slope: -1010580540 };
const ONE_OF_TWO_BITS = 2 ** 29;

/** 2 / (1 + x) with two bits before the point, of a fraction x: by Newton and Raphson. */
function twiceReciprocal(x: number): number {
  const half = Math.floor((x + ONE + 1) / 2);
  let found = LINE.start + doubledHigh(half, LINE.slope);
  for (let step = 0; step < 3; step++) found += 4 * doubledHigh(found, ONE_OF_TWO_BITS - doubledHigh(half, found));
  return found;
}

/** 1 / (1 + e^−x) as a fraction, of x with four bits before the point. */
export function logistic(x: number): number {
  if (x === 0) return 2 ** 30;
  const ofPositive = Math.min(ONE, 2 * twiceReciprocal(expOfNegative(-Math.abs(x), 4)));
  return x > 0 ? ofPositive : ONE - ofPositive;
}

/** As a fraction, of x with four bits before the point. */
export function tanh(x: number): number {
  if (x === 0) return 0;
  const ofNegative = Math.min(ONE, 4 * (twiceReciprocal(expOfNegative(-Math.abs(x), 5)) - ONE_OF_TWO_BITS));
  return x > 0 ? ofNegative : 0 - ofNegative;
}

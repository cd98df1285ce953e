// What fmt.Println of Go prints of numbers: what examples and tests of a package expect. Prints nothing.

import { float32Bits } from "../../../numeric/float32.ts";
import { isFloat, type Scalar } from "../../../program/scalar.ts";

/** Exponents beneath the first, and from the second on, are written (strconv, of %v). */
const [LEAST_PLAIN, LEAST_LARGE] = [-4, 6];
/** Digits that tell all float32 apart. */
const MOST_DIGITS = 9;

/**
 * `1.6487213`, `-0`, `NaN`, `+Inf`: as few digits as tell a float from its neighbours. Undefined where two decimals do so equally well, between which
 * versions of Go may choose differently, and of float64, of which this is not found out.
 */
export function printed(value: number, scalar: Scalar): string | undefined {
  if (scalar === "bool") return String(value !== 0);
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const magnitude = Math.abs(value);
  if (magnitude === 0) return `${sign}0`;
  if (!isFloat(scalar)) return sign + String(magnitude);
  const digits = scalar === "f32" ? shortestDigits(magnitude) : undefined;
  return digits === undefined ? undefined : sign + withPoint(digits);
}

/** An array: `[1 2.5]`. Undefined where one of its numbers is. */
export function printedArray(values: readonly number[], scalar: Scalar): string | undefined {
  const texts = values.map((value) => printed(value, scalar));
  return texts.includes(undefined) ? undefined : `[${texts.join(" ")}]`;
}

/** d.ddd × 10^exponent; the digits end in no 0. */
interface Digits {
  readonly digits: string;
  readonly exponent: number;
}

function withPoint({ digits, exponent }: Digits): string {
  if (exponent < LEAST_PLAIN || exponent >= LEAST_LARGE) {
    const size = String(Math.abs(exponent)).padStart(2, "0");
    return `${digits.charAt(0)}${digits.length > 1 ? `.${digits.slice(1)}` : ""}e${exponent < 0 ? "-" : "+"}${size}`;
  }
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return digits.length > exponent + 1 ? `${whole}.${digits.slice(exponent + 1)}` : whole;
}

/** The nearest one of the shortest decimals that are rounded to this float32, ties to even; undefined where two are as near. Exact, in whole numbers. */
function shortestDigits(magnitude: number): Digits | undefined {
  const { numerator, denominator } = fraction(magnitude);
  const interval = roundedToIt(magnitude);
  const { exponent: decade } = digitsOfText(magnitude.toExponential());
  for (let count = 1; count <= MOST_DIGITS; count++) {
    const power = decade - count + 1;
    const [up, down] = power >= 0 ? [1n, 10n ** BigInt(power)] : [10n ** BigInt(-power), 1n];
    const below = (numerator * up) / (denominator * down);
    const rest = 2n * (numerator * up - below * denominator * down);
    const nearest = rest > denominator * down ? [below + 1n, below] : [below, below + 1n];
    const found = nearest.find((digits) => interval(digits * down, up));
    if (found !== undefined) return rest === denominator * down ? undefined : digitsOfText(`${found}e${power}`);
  }
  throw new Error(`${magnitude} is no float32`);
}

/** Whether numerator ÷ denominator is rounded to this float32. */
function roundedToIt(magnitude: number): (numerator: bigint, denominator: bigint) => boolean {
  const bits = float32Bits(magnitude);
  const field = bits >>> 23;
  const isAtPower = (bits & 0x7fffff) === 0 && field > 1;
  const gap = 2 ** (Math.max(field, 1) - 150);
  const [low, high] = [fraction(magnitude - gap / (isAtPower ? 4 : 2)), fraction(magnitude + gap / 2)];
  const isEven = bits % 2 === 0;
  return (numerator, denominator) => {
    const [over, under] = [numerator * low.denominator - low.numerator * denominator, high.numerator * denominator - numerator * high.denominator];
    return isEven ? over >= 0n && under >= 0n : over > 0n && under > 0n;
  };
}

/** Of a positive float64 that is a whole multiple of 2^-152, exactly. */
function fraction(value: number): { readonly numerator: bigint; readonly denominator: bigint } {
  const shift = Math.max(0, Math.min(152, 60 - Math.floor(Math.log2(value))));
  return { numerator: BigInt(value * 2 ** shift), denominator: 2n ** BigInt(shift) };
}

/** Of `1.25e+3`, or of digits without a point before the e. */
function digitsOfText(text: string): Digits {
  const [mantissa, exponent] = text.split("e");
  const whole = mantissa.replace(/\..*$/, "");
  return { digits: mantissa.replace(".", "").replace(/0+$/, ""), exponent: Number(exponent) + whole.length - 1 };
}

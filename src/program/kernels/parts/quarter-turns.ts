// Takes whole quarter turns, multiples of π/2, from an angle of any size and leaves the rest as a pair, for sin, cos and tan.
// Angles that are below 1 stay whole. Computes no trigonometric function itself.

import { add, convert, multiply, subtract } from "../../expression.ts";
import type { Expression } from "../../program.ts";
import { float, floatOf, word } from "./floats.ts";
import { head, orderedSum, type Pair } from "./pairs.ts";
import { and, choose, exclusiveOr, halvesOf, hasBit, isLess, or, shiftLeft, shiftRight, upperProduct } from "./words.ts";

/** The angle = quarters·π/2 + high + low, up to multiples of 8 quarters; |high + low| < 1. */
export interface ReducedAngle extends Pair {
  /** A word below 8, of an angle below 1 zero. */
  readonly quarters: Expression;
}

/** The first 198 bits of 2/π behind 26 zeros. */
const TWO_OVER_PI = [0x00000028, 0xbe60db93, 0x91054a7f, 0x09d5f47d, 0x4d377036, 0xd8a5664f, 0x10e4107f];

/** π/2 in units of 2^-25 quarters: to 12 bits, what is left then, and the whole of it. */
const QUARTER = Math.PI / 2 / 2 ** 25;
const QUARTER_HIGH = 3216 / 2048 / 2 ** 25;
const QUARTER_LOW = QUARTER - QUARTER_HIGH;

/**
 * Of the bits of a number that is not negative; the rest of an infinite one is NaN, as that of NaN. Payne and Hanek 1983: of 2/π only the
 * bits are multiplied that do not make multiples of 8 quarters. 61 bits are right after the point of the quotient, and no
 * float32 is nearer to a multiple of π/2 than 2^-30 quarters, so that 31 bits of the rest are right, more where it is larger.
 */
export function withoutQuarterTurns(bits: Expression): ReducedAngle {
  const magnitude = floatOf(bits);
  const [upper, lower] = quotientOf(bits);
  const fraction = or(shiftLeft(upper, 3, "upper_fraction"), shiftRight(lower, 29, "next_bits"), "fraction");
  const rest = angleOf(fraction, shiftLeft(lower, 3, "fraction_tail"));
  const isSmall = isLess(magnitude, float(1), "is_small");
  const nearest = shiftRight(add(upper, word(0x10000000), "rounded"), 29, "nearest");
  return {
    quarters: choose(isSmall, word(0), nearest, "quarters"),
    high: choose(isSmall, magnitude, rest.high, "angle"),
    low: add(choose(isSmall, float(0), rest.low, "small_part"), subtract(magnitude, magnitude, "zero"), "angle_rest"),
  };
}

/** The quotient by π/2 of the float with these bits: in two words, of which 61 bits are behind the point. */
function quotientOf(bits: Expression): readonly [Expression, Expression] {
  const significand = or(and(bits, 0x7fffff, "fraction_bits"), word(0x800000), "significand");
  const skipped = subtract(shiftRight(bits, 23, "exponent"), word(127), "skipped");
  const [first, second, third] = windowAt(skipped);
  const halves = halvesOf(significand, "significand");
  const carried = upperProduct(halves, halvesOf(third, "third"));
  const lower = add(multiply(significand, second, "second_product"), carried, "quotient_tail");
  const carry = choose(isLess(lower, carried, "has_carry"), word(1), word(0), "carry");
  const whole = add(multiply(significand, first, "first_product"), upperProduct(halves, halvesOf(second, "second")), "quotient");
  return [add(whole, carry, "quotient"), lower];
}

/** The three words of 2/π that begin after so many bits, of which the last 7 count. */
function windowAt(skipped: Expression): readonly Expression[] {
  const by64 = hasBit(skipped, 64, "skips_64");
  const by32 = hasBit(skipped, 32, "skips_32");
  const nearer = [0, 1, 2, 3, 4].map((place) => choose(by64, word(TWO_OVER_PI[place + 2]), word(TWO_OVER_PI[place]), "word"));
  const words = [0, 1, 2, 3].map((place) => choose(by32, nearer[place + 1], nearer[place], "word"));
  const count = and(skipped, 31, "skipped_bits");
  const others = exclusiveOr(count, word(31), "other_bits");
  return [0, 1, 2].map((place) => {
    const following = shiftRight(shiftRight(words[place + 1], 1, "following"), others, "following");
    return or(shiftLeft(words[place], count, "leading"), following, "window");
  });
}

/** A signed fraction of a quarter in two words, in radians: three parts that are floats, then the product with π/2. */
function angleOf(fraction: Expression, tail: Expression): Pair {
  const signed = convert(fraction, "i32", "bits");
  const first = convert(shiftRight(signed, 7, "first_bits"), "f32", "round");
  const middle = or(shiftLeft(and(fraction, 127, "fraction_end"), 17, "middle_bits"), shiftRight(tail, 15, "tail_start"), "middle_bits");
  const second = multiply(numberOf(middle), float(2 ** -24), "second");
  const third = multiply(numberOf(and(tail, 0x7fff, "last_bits")), float(2 ** -39), "third");
  const high = head(add(first, second, "rough"), "rough");
  const low = add(add(subtract(first, high), second), third, "fine");
  const main = multiply(high, float(QUARTER_HIGH), "main");
  const small = add(multiply(high, float(QUARTER_LOW)), multiply(low, float(QUARTER)), "small");
  return orderedSum(main, small, "reduced");
}

/** Of a word below 2^24. */
function numberOf(of: Expression): Expression {
  return convert(convert(of, "i32", "bits"), "f32", "round");
}

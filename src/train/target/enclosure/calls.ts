// Jets of called functions: those of one argument by the chain rule, powers and the other ones of two arguments.

import { atan2, exp, log, pow } from "../../../numeric/elementary/index.ts";
import { atLeast0, squareOf, FUNCTION_RANGES } from "./functions.ts";
import { constantJet, divideJets, isConstant, multiplyJets, NotDefined, NOTHING_KNOWN, type Jet } from "./jet.ts";
import { EVERYTHING, holds0, negative, outward, plus, point, reciprocal, rising, times, within, type Range } from "./outward.ts";

/** A function of one argument, of a jet (the chain rule). @throws NotDefined where the argument may be none of the function's. */
export function called(name: string, jet: Jet): Jet {
  const row = FUNCTION_RANGES.get(name);
  if (row === undefined) throw new RangeError(`nothing is known of ${name}`);
  const inside = row.domain === undefined ? jet.value : within(jet.value, row.domain);
  if (inside === undefined || (row.isOpen === true && touchesAnEnd(inside, row.domain ?? EVERYTHING))) throw new NotDefined();
  return { value: row.value(inside), slope: times(row.slope(inside), jet.slope) };
}

function touchesAnEnd({ low, high }: Range, { low: least, high: greatest }: Range): boolean {
  return low <= least || (high >= greatest && greatest < Infinity);
}

/** @throws NotDefined where the base may be none of the power's. */
export function powerJet(base: Jet, exponent: Jet): Jet {
  if (!isConstant(exponent)) {
    if (!(base.value.low > 0)) throw new NotDefined();
    return powerOfLogarithm(base, exponent);
  }
  const power = exponent.value.low;
  if (power === 0) return constantJet(1);
  const inside = Number.isInteger(power) ? base.value : within(base.value, { low: 0, high: Infinity });
  if (inside === undefined || (power < 0 && holds0(inside))) throw new NotDefined();
  const value = powerRange(inside, power);
  // Where power − 1 is no float64, x^(power − 1) is computed as x^power / x.
  const before = isOneLess(power - 1, power) ? powerRange(inside, power - 1) : times(value, reciprocal(inside));
  return { value, slope: times(times(point(power), before), base.slope) };
}

/** Whether rounding lost nothing. */
function isOneLess(less: number, power: number): boolean {
  return less + 1 === power && power - less === 1;
}

/** x^power; everything where a base is none of the power's. */
export function powerRange({ low, high }: Range, power: number): Range {
  if (power === 0) return point(1);
  if (power < 0 && low <= 0 && high >= 0) return low === 0 && high > 0 ? { low: outward(pow(high, power), 0).low, high: Infinity } : EVERYTHING;
  const ends = [pow(low, power), pow(high, power)];
  const isThrough0 = low < 0 && high > 0 && power % 2 === 0;
  return outward(isThrough0 ? 0 : Math.min(...ends), Math.max(...ends));
}

/** e^(exponent·ln base), of bases above 0. */
function powerOfLogarithm(base: Jet, exponent: Jet): Jet {
  const product = multiplyJets(exponent, { value: rising(log)(base.value), slope: times(reciprocal(base.value), base.slope) });
  const value = rising(exp)(product.value);
  return { value, slope: times(value, product.slope) };
}

/** The logarithm to a base. */
export function logarithmJet(of: Jet, base: Jet): Jet {
  return divideJets(called("log", of), called("log", base));
}

/** √(x² + y²): changes by no more than its arguments do. */
export function hypotenuseJet(x: Jet, y: Jet): Jet {
  const square = plus(squareOf(x.value), squareOf(y.value));
  const value = called("sqrt", { value: atLeast0(square), slope: point(0) }).value;
  const inverse = reciprocal(atLeast0(value));
  const slope = times(plus(times(x.value, x.slope), times(y.value, y.slope)), inverse);
  return { value, slope: Number.isFinite(slope.low) && Number.isFinite(slope.high) ? slope : plus(symmetric(x.slope), symmetric(y.slope)) };
}

function symmetric({ low, high }: Range): Range {
  const most = Math.max(Math.abs(low), Math.abs(high));
  return { low: -most, high: most };
}

/** The angle of a point; nothing is known near the negative x axis, where it jumps, and at the origin. */
export function angleJet(y: Jet, x: Jet): Jet {
  const { low, high } = y.value;
  if (x.value.low <= 0 && low <= 0 && high >= 0) return NOTHING_KNOWN;
  const corners = [low, high].flatMap((one) => [x.value.low, x.value.high].map((other) => atan2(one, other)));
  const square = atLeast0(plus(squareOf(x.value), squareOf(y.value)));
  const turned = plus(times(x.value, y.slope), negative(times(y.value, x.slope)));
  return { value: outward(Math.min(...corners), Math.max(...corners)), slope: times(turned, reciprocal(square)) };
}

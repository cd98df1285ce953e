// The reference for the elementary functions: mathjs BigNumber of 40 digits on the exact values of float64, and the
// error of a result in units in the last place; and the functions of this engine. It measures; it judges nothing.
import { all, type BigNumber, create } from "mathjs";
import { ELEMENTARY_FUNCTIONS, type ElementaryFunctionName } from "../../../src/numeric/elementary/index.ts";

const math = create(all, { number: "BigNumber", precision: 40 });
const ONE = math.bignumber(1);
const TWO = math.bignumber(2);
const PI = math.bignumber(-1).acos();
const OVERFLOW = TWO.pow(1024);

const cell = new Float64Array(1);
const words = new BigInt64Array(cell.buffer);

/** The float64 so many places further from zero (or nearer, for negative steps); it must not cross zero. */
export function neighbour(value: number, steps: number): number {
  cell[0] = value;
  words[0] += BigInt(steps);
  return cell[0];
}

/** The exponent e of the binade [2^e, 2^(e+1)) of |value|, but at least −1022. */
function binade(value: number): number {
  cell[0] = value;
  return Math.max(Number((words[0] >> 52n) & 0x7ffn), 1) - 1023;
}

const UNITS = new Map<number, BigNumber>();

/** One unit in the last place of the binade e. */
function unit(exponent: number): BigNumber {
  const known = UNITS.get(exponent) ?? TWO.pow(exponent - 52);
  UNITS.set(exponent, known);
  return known;
}

/** A float64 as a BigNumber: its significand as an integer, times its unit. Infinity counts as 2^1024. */
export function big(value: number): BigNumber {
  cell[0] = value;
  const fraction = words[0] & 0xfffffffffffffn;
  const isNormal = (words[0] & 0x7ff0000000000000n) !== 0n;
  const significand = math.bignumber((isNormal ? fraction + (1n << 52n) : fraction).toString());
  const magnitude = significand.times(unit(binade(value)));
  return value < 0 ? magnitude.negated() : magnitude;
}

export const REFERENCE: Readonly<Record<ElementaryFunctionName, (x: BigNumber, y: BigNumber) => BigNumber>> = {
  acos: (x) => x.acos(),
  acosh: (x) => x.acosh(),
  asin: (x) => x.asin(),
  asinh: (x) => x.asinh(),
  atan: (x) => x.atan(),
  atan2: (y, x) => {
    const angle = y.div(x).atan();
    if (x.gt(0)) return angle;
    return y.lt(0) ? angle.minus(PI) : angle.plus(PI);
  },
  atanh: (x) => x.atanh(),
  cbrt: (x) => x.cbrt(),
  cos: (x) => x.cos(),
  cosh: (x) => x.cosh(),
  exp: (x) => x.exp(),
  expm1: (x) => x.exp().minus(ONE),
  hypot: (x, y) => x.times(x).plus(y.times(y)).sqrt(),
  log: (x) => x.ln(),
  log10: (x) => x.log(10),
  log1p: (x) => x.plus(ONE).ln(),
  log2: (x) => x.log(2),
  pow: (x, y) => x.pow(y),
  sin: (x) => x.sin(),
  sinh: (x) => x.sinh(),
  sqrt: (x) => x.sqrt(),
  tan: (x) => x.tan(),
  tanh: (x) => x.tanh(),
};

/** The function of this name in Math. */
export function engineFunction(name: ElementaryFunctionName): (x: number, y: number) => number {
  const method: unknown = Reflect.get(Math, name);
  if (typeof method !== "function") throw new Error(`Math has no ${name}`);
  return (x, y) => Number(Reflect.apply(method, Math, ELEMENTARY_FUNCTIONS[name].arity === 1 ? [x] : [x, y]));
}

/** The value of one of the project's functions; the second argument matters to those of two only. */
export function ownFunction(name: ElementaryFunctionName): (x: number, y: number) => number {
  const entry = ELEMENTARY_FUNCTIONS[name];
  return entry.arity === 1 ? (x) => entry.evaluate(x) : (x, y) => entry.evaluate(x, y);
}

/** The names of all functions. */
export function functionNames(): ElementaryFunctionName[] {
  return Object.keys(REFERENCE).filter((name): name is ElementaryFunctionName => name in ELEMENTARY_FUNCTIONS);
}

/**
 * |result − reference| in units in the last place of the reference; infinite for NaN. Overflow counts as 2^1024 on
 * both sides.
 */
export function errorInUlp(result: number, reference: BigNumber): number {
  if (Number.isNaN(result)) return Infinity;
  const limited = reference.gt(OVERFLOW) ? OVERFLOW : reference;
  const exponent = Math.min(binade(limited.toNumber()), 1023);
  return big(result).minus(limited).abs().div(unit(exponent)).toNumber();
}

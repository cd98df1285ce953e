// Ops that compute element by element, as ONNX and numpy define them: in float64 or exact integers, sharing nothing with the
// computations of the ops.

import { numberOf, type Attributes } from "../../src/network/attributes.ts";
import type { Scalar } from "../../src/program/scalar.ts";
import { erfc, KERNEL_REFERENCES } from "../program/kernel-references.ts";
import { elementary } from "./naive-elementary.ts";
import { element, tensor, type NaiveCall, type NaiveOps, type Rounding, type Tensor } from "./tensor.ts";

interface Surroundings {
  readonly attributes: Attributes;
  /** Of the result. */
  readonly scalar: Scalar;
  /** Of the first argument. */
  readonly from: Scalar;
  readonly round: Rounding;
}

type Compute = (values: readonly number[], surroundings: Surroundings) => number;

/** Whether it holds of two values. */
function truth(holds: (x: number, y: number) => boolean): Compute {
  return ([x, y]) => Number(holds(x, y));
}

/** As an integer where the result is one, by BigInt. */
function arithmetic(real: (x: number, y: number) => number, whole: (x: bigint, y: bigint) => bigint): Compute {
  return ([x, y], { scalar }) => (scalar === "f32" ? real(x, y) : wrapped(scalar, whole(BigInt(x), BigInt(y))));
}

const WIDTHS: Readonly<Partial<Record<Scalar, number>>> = { i8: 8, u8: 8, i16: 16, u16: 16, i32: 32, u32: 32 };

function wrapped(scalar: Scalar, value: bigint): number {
  const width = WIDTHS[scalar] ?? 32;
  return Number(scalar.startsWith("u") ? BigInt.asUintN(width, value) : BigInt.asIntN(width, value));
}

function of(name: keyof typeof KERNEL_REFERENCES): Compute {
  return (values) => KERNEL_REFERENCES[name](...values);
}

/** numpy's max and min: NaN wins; of equal ones the last. */
function extreme(isBetter: (x: number, y: number) => boolean): Compute {
  return (values) => values.reduce((found, next) => (Number.isNaN(found) ? found : Number.isNaN(next) || !isBetter(found, next) ? next : found));
}

const COMPUTE: Readonly<Record<string, Compute>> = {
  absolute_value: ([x], { scalar }) => (scalar === "f32" ? Math.abs(x) : wrapped(scalar, BigInt(Math.abs(x)))),
  acos: of("acos"),
  acosh: of("acosh"),
  add: arithmetic((x, y) => x + y, (x, y) => x + y),
  and: truth((x, y) => x === 1 && y === 1),
  asin: of("asin"),
  asinh: of("asinh"),
  at_least: ([x, low]) => (x < low ? low : x),
  at_most: ([x, high]) => (x > high ? high : x),
  within: ([x, low, high]) => ((x < low ? low : x) > high ? high : x < low ? low : x),
  with_sign: ([y, x]) => (x < 0 || Object.is(x, -0) ? -y : y),
  atan: of("atan"),
  atanh: of("atanh"),
  /** From float32, but for what becomes float32, and truth values. */
  bit_cast: ([x], { attributes, scalar }) => {
    const [to, view] = [numberOf(attributes, "to"), new DataView(new ArrayBuffer(4))];
    if (to === 4) return x;
    if (to === 0) view.setInt32(0, x);
    else view.setFloat32(0, x);
    return scalar === "f32" ? view.getFloat32(0) : scalar === "i32" ? view.getInt32(0) : view.getUint32(0);
  },
  /** Integers by BigInt; the line by its value at the border. */
  between_block_borders: ([start, end, before, after, cell, place, offset, scale], { attributes, round }) => {
    const cells = 2 ** numberOf(attributes, "exponent");
    const within = ((cell % cells) + cells) % cells;
    const line = (border: number): bigint => BigInt(start) * BigInt(cells - border) + BigInt(end) * BigInt(border);
    const [first, second] = [line(within) + BigInt(before), line(within + 1) + BigInt(after)];
    const [middle, rise] = [first + second + BigInt(offset), second - first].map((value) => round(Number(BigInt.asIntN(32, value))));
    return round(round(middle + round(rise * place)) * scale);
  },
  between_borders: ([before, after, place, offset, scale], { round }) => round(round(round((before + after + offset) | 0) + round(round((after - before) | 0) * place)) * scale),
  between_halves: ([before, after, place, scale], { round }) => {
    const [first, second] = [normalHalf(before), normalHalf(after)];
    return round(round(round(first + second) + round(round(second - first) * place)) * scale);
  },
  bit_shift: ([x, y], { attributes, scalar }) => {
    const isLeft = numberOf(attributes, "direction") === 0;
    if (y < 0 || y > 31) return isLeft || x >= 0 ? 0 : -1;
    return wrapped(scalar, isLeft ? BigInt(x) << BigInt(y) : BigInt(x) >> BigInt(y));
  },
  bitwise_and: ([x, y]) => Number(BigInt.asIntN(32, BigInt(x) & BigInt(y))),
  bitwise_not: ([x]) => -1 - x,
  bitwise_or: ([x, y]) => Number(BigInt.asIntN(32, BigInt(x) | BigInt(y))),
  bitwise_xor: ([x, y]) => Number(BigInt.asIntN(32, BigInt(x) ^ BigInt(y))),
  cast: ([x], { scalar, from }) => cast(x, scalar, from),
  cast_to_sixteen_bits: ([x], { attributes }) => {
    if (!Number.isFinite(x) || x === 0) return x;
    return numberOf(attributes, "to") === 0 ? atMost(multipleOf(Math.fround(x), 11, 2 ** -24), 65504) : atMost(multipleOf(Math.fround(x), 8, 2 ** -133), 2 ** 128 - 2 ** 120);
  },
  cast_like: ([x], { scalar, from }) => cast(x, scalar, from),
  ceil: of("ceil"),
  cell_block: ([cell], { attributes }) => Math.floor(cell / 2 ** numberOf(attributes, "exponent")),
  cell_of: ([x], { attributes, round }) => cellOf(x, attributes, round),
  cell_place: ([x, cell], { attributes, round }) => round(x * numberOf(attributes, "scale")) - round((2 * (cell + numberOf(attributes, "start"))) | 0),
  celu: ([x], { attributes, round }) => (x < 0 ? numberOf(attributes, "alpha") * Math.expm1(round(x / numberOf(attributes, "alpha"))) : x),
  clip: ([x, low, high]) => [x, low].reduce((value, bound) => (value < bound ? bound : value)) > high ? high : x < low ? low : x,
  clip_to: ([x], { attributes }) => {
    const [low, high] = [numberOf(attributes, "low"), numberOf(attributes, "high")];
    return Number.isNaN(x) ? x : low > high || x > high ? high : x < low ? low : x;
  },
  cos: of("cos"),
  cosh: of("cosh"),
  divide: arithmetic((x, y) => x / y, (x, y) => (y === 0n ? 0n : x / y)),
  elu: ([x], { attributes }) => (x < 0 ? numberOf(attributes, "alpha") * Math.expm1(x) : x),
  equal: truth((x, y) => x === y),
  erf: of("erf"),
  exp: of("exp"),
  floor: of("floor"),
  gelu: ([x]) => x * 0.5 * erfc(-x * Math.SQRT1_2),
  gelu_tanh: ([x]) => x / (1 + Math.exp(-2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))),
  greater: truth((x, y) => x > y),
  greater_or_equal: truth((x, y) => x >= y),
  hard_sigmoid: ([x], { attributes, round }) => hardSigmoid(x, numberOf(attributes, "alpha"), numberOf(attributes, "beta"), round),
  hard_swish: ([x], { round }) => x * hardSigmoid(x, Math.fround(1 / 6), 0.5, round),
  is_infinite: ([x], { attributes }) => Number((x === Infinity && numberOf(attributes, "positive") === 1) || (x === -Infinity && numberOf(attributes, "negative") === 1)),
  is_nan: ([x]) => Number(Number.isNaN(x)),
  less: truth((x, y) => x < y),
  less_or_equal: truth((x, y) => x <= y),
  log: of("log"),
  max_of: extreme((x, y) => x > y),
  mean_of: (values, { round }) => values.reduce((sum, x) => round(sum + x)) / values.length,
  min_of: extreme((x, y) => x < y),
  mish: ([x]) => x * Math.tanh(KERNEL_REFERENCES.softplus(x)),
  modulo: ([x, y], { attributes, scalar }) => {
    if (scalar === "f32") return floatModulo(x, y, numberOf(attributes, "fmod") === 1);
    const rest = y === 0 ? x : x % y;
    return (numberOf(attributes, "fmod") === 0 && rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest) + 0;
  },
  multiply: arithmetic((x, y) => x * y, (x, y) => x * y),
  nan_outside: ([x, low, high]) => (x < low || x > high ? NaN : x),
  negate: ([x], { scalar }) => (scalar === "f32" ? -x : wrapped(scalar, -BigInt(x))),
  not: ([x]) => 1 - x,
  or: truth((x, y) => x === 1 || y === 1),
  power: ([x, y], { scalar, round }) => (scalar === "f32" ? realPower(x, Math.fround(y)) : wholePower(x, y, round)),
  prelu: ([x, slope], { scalar }) => (x >= 0 || Number.isNaN(x) ? x : scalar === "f32" ? x * slope : wrapped(scalar, BigInt(x) * BigInt(slope))),
  reciprocal: ([x]) => 1 / x,
  round: of("roundHalfEven"),
  selu: ([x], { attributes }) => numberOf(attributes, "gamma") * (x < 0 ? numberOf(attributes, "alpha") * Math.expm1(x) : x),
  shrink: ([x], { attributes }) => {
    const [lambda, bias] = [numberOf(attributes, "lambda"), numberOf(attributes, "bias")];
    return x < -lambda ? x + bias : x > lambda ? x - bias : 0;
  },
  sigmoid: of("sigmoid"),
  sign: ([x]) => (Number.isNaN(x) ? x : x > 0 ? 1 : x < 0 ? -1 : 0),
  sin: of("sin"),
  sinh: of("sinh"),
  softplus: of("softplus"),
  softsign: ([x], { round }) => x / round(1 + Math.abs(x)),
  step_past: ([x, mark, position = 0], { attributes }) => (position + (x >= mark ? numberOf(attributes, "step") : 0)) | 0,
  subtract: arithmetic((x, y) => x - y, (x, y) => x - y),
  sum_of: (values, { round }) => values.reduce((sum, x) => round(sum + x)),
  swiglu: ([a, b], { attributes, round }) => round(swish(a, numberOf(attributes, "alpha"), round)) * b,
  swish: ([x], { attributes, round }) => swish(x, numberOf(attributes, "alpha"), round),
  tan: of("tan"),
  tanh: of("tanh"),
  thresholded_relu: ([x], { attributes }) => (x > numberOf(attributes, "alpha") ? x : 0),
  where: ([condition, x, y]) => (condition === 1 ? x : y),
  xor: truth((x, y) => x !== y),
};

/** Those whose bounds or other arguments do not stretch the first one. */
const OF_THE_FIRST_SHAPE: ReadonlySet<string> = new Set(["at_least", "at_most", "cast_like", "clip", "prelu"]);

export const NAIVE_POINTWISE: NaiveOps = Object.fromEntries(
  Object.entries(COMPUTE).map(([name, compute]) => [name, (call: NaiveCall): Tensor => evaluate(compute, call, OF_THE_FIRST_SHAPE.has(name))]),
);

function evaluate(compute: Compute, { args, attributes, scalar, scalars: [from], round }: NaiveCall, isOfTheFirstShape: boolean): Tensor {
  const rank = Math.max(...args.map(({ shape }) => shape.length));
  const extent = (axis: number): number => Math.max(...args.map(({ shape }) => shape[axis - rank + shape.length] ?? 1));
  const shape = isOfTheFirstShape ? args[0].shape : Array.from({ length: rank }, (_, axis) => extent(axis));
  return tensor(shape, (at) => {
    const value = compute(args.map((argument) => (argument.data.length === 1 ? argument.data[0] : element(argument, at))), { attributes, scalar, from, round });
    return scalar === "f32" ? round(value) : value;
  });
}

/** Of the low 16 bits, by the fields of a half: a sign, five bits of the exponent, ten of the significand; without an exponent 0. */
function normalHalf(pattern: number): number {
  const fields = (pattern >>> 0).toString(2).padStart(16, "0").slice(-16);
  const [exponent, significand] = [fields.slice(1, 6), fields.slice(6)].map((field) => parseInt(field, 2));
  const magnitude = exponent === 0 ? 0 : (1 + significand / 2 ** 10) * 2 ** (exponent - 15);
  return fields.startsWith("1") ? -magnitude : magnitude;
}

function hardSigmoid(x: number, alpha: number, beta: number, round: Rounding): number {
  const line = round(round(x * alpha) + beta);
  return line > 1 ? 1 : line < 0 ? 0 : line;
}

function swish(x: number, alpha: number, round: Rounding): number {
  return x / (1 + Math.exp(-round(x * alpha)));
}

function cast(x: number, to: Scalar, from: Scalar): number {
  if (to === "f32") return Math.fround(x);
  if (to === "bool") return Number(x !== 0);
  // Of integers the low bits are kept, as numpy does; of floats that are out of range there is one result.
  if (from !== "f32" && from !== "f64") return wrapped(to, BigInt(x));
  if (to === "u32" && !(x < 0)) return Math.min(Math.trunc(x), 2 ** 32 - 1) || 0;
  return wrapped(to, BigInt(x >= -(2 ** 31) && x < 2 ** 31 ? Math.trunc(x) : -(2 ** 31)));
}

/** JavaScript's remainder is exact and has the sign of x; numpy's mod moves it to the sign of y. */
function floatModulo(x: number, y: number, hasSignOfX: boolean): number {
  const rest = x % y;
  if (hasSignOfX || Number.isNaN(rest)) return rest;
  if (rest === 0) return y < 0 ? -0 : 0;
  return rest < 0 === y < 0 ? rest : rest + y;
}

/** The nearest whole number of units, of two the even one, counted from the first cell's. */
export function cellOf(x: number, attributes: Attributes, round: Rounding): number {
  const [shift, count] = [numberOf(attributes, "shift"), numberOf(attributes, "count")];
  const start = numberOf(attributes, "first") - new Uint32Array(Float32Array.of(shift).buffer)[0];
  const cell = KERNEL_REFERENCES.roundHalfEven(round(x * numberOf(attributes, "scale")) / (shift / 12582912)) - start;
  return cell < 0 ? 0 : cell < count ? cell : count - 1;
}

/** The nearest number of so many significant bits that is a multiple of the least one, ties to even. */
function multipleOf(x: number, bits: number, least: number): number {
  const quantum = Math.max(least, 2 ** (Math.floor(Math.log2(Math.abs(x))) + 1 - bits));
  return KERNEL_REFERENCES.roundHalfEven(x / quantum) * quantum;
}

/** What is beyond the greatest number is infinite. */
function atMost(x: number, greatest: number): number {
  return Math.abs(x) > greatest ? Math.sign(x) * Infinity : x;
}

/** By BigInt up to what 32 bits hold; beyond, as the op says. Of a fraction the power is rounded before its own fraction goes. */
function wholePower(x: number, y: number, round: Rounding): number {
  if (!Number.isInteger(y) || y < -(2 ** 31) || y >= 2 ** 31) {
    const power = round === Math.fround ? elementary("pow", round)(round(x), y) : realPower(x, y);
    return Math.trunc(Math.min(Math.max(power, -(2 ** 31)), 2 ** 31 - 1)) || 0;
  }
  if (x === 1 || x === -1) return y % 2 === 0 ? 1 : x;
  if (y < 0) return 0;
  if (y <= 31) return Number(BigInt.asIntN(32, BigInt(x) ** BigInt(y)));
  return x % 2 === 0 ? 0 : Number(BigInt.asIntN(32, BigInt(x) ** BigInt(y % 32)));
}

/** IEEE 754-2019 §9.2.1: 1 to any power is 1, and so is −1 to infinite ones, where JavaScript has NaN. */
function realPower(x: number, y: number): number {
  return x === 1 || (x === -1 && Math.abs(y) === Infinity) ? 1 : x ** y;
}

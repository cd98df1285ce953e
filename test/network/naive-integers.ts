// Integer layers by exact integers: every product less its zero points, whatever the order. Shares nothing with the ops but the roundings of scales that
// these document.

import { SCALARS, type Scalar } from "../../src/program/scalar.ts";
import { listOf, numberOf, type Attributes } from "../../src/network/attributes.ts";
import { castScalar } from "../../src/network/ops/cast.ts";
import { ROUNDINGS } from "../../src/network/ops/integers/scaled-by-fixed-point.ts";
import { windowPlaces } from "./naive-windows.ts";
import { element, positions, tensor, type NaiveOps, type Tensor } from "./tensor.ts";

export const NAIVE_INTEGERS: NaiveOps = {
  conv_integer: ({ args: [x, w, ...zeros], attributes, shape }) => convolved({ x, w, zeros: inOrder(zeros, attributes) }, attributes, shape),
  integer_products: ({ args: [a, b, ...bias], shape }) => products({ a, b, zeros: [] }, shape, bias[0]),
  integer_sum: ({ args: [x], attributes, shape }) => {
    const axes = listOf(attributes, "axes");
    const kept = x.shape.flatMap((_, axis) => (numberOf(attributes, "keepdims") === 1 || !axes.includes(axis) ? [axis] : []));
    const all = positions(x.shape);
    return tensor(shape, (at) => wrapped(all.flatMap((place, own) => (kept.every((axis, to) => axes.includes(axis) || place[axis] === at[to]) ? [BigInt(x.data[own])] : []))));
  },
  matmul_integer: ({ args: [a, b, ...zeros], attributes, shape }) => products({ a, b, zeros: inOrder(zeros, attributes) }, shape, undefined),
  q_linear_conv: ({ args: [x, xScale, xZero, w, wScale, wZero, yScale, yZero, ...bias], attributes, shape, scalar }) => {
    const sums = convolved({ x, w, zeros: [xZero, wZero] }, attributes, shape, bias[0]);
    return tensor(shape, (at) => kept(element(sums, at), Math.fround(Math.fround(xScale.data[0] * ofList(wScale, at[1])) / yScale.data[0]), yZero.data[0], attributes, scalar));
  },
  q_linear_matmul: ({ args: [a, aScale, aZero, b, bScale, bZero, yScale, yZero, ...bias], attributes, shape, scalar }) => {
    const sums = products({ a, b, zeros: [aZero, bZero] }, shape, bias[0]);
    return tensor(shape, (at) => kept(element(sums, at), Math.fround(Math.fround(aScale.data[0] * ofList(bScale, at[at.length - 1])) / yScale.data[0]), yZero.data[0], attributes, scalar));
  },
  q_linear_global_average_pool: ({ args: [x, xScale, xZero, yScale, yZero], attributes, shape, scalar }) => {
    const [rows, channels] = x.shape;
    const elements = x.data.length / (rows * channels);
    const scale = Math.fround(xScale.data[0] / Math.fround(yScale.data[0] * elements));
    return tensor(shape, ([row, channel]) => {
      const first = (row * channels + channel) * elements;
      const sum = wrapped(x.data.slice(first, first + elements).map((one) => BigInt(one) - BigInt(xZero.data[0])));
      return kept(sum, scale, yZero.data[0], attributes, scalar);
    });
  },
  requantized: ({ args: [x, scale], attributes, shape }) =>
    tensor(shape, (at) => kept(element(x, at), element(scale, at), numberOf(attributes, "zero"), attributes, castScalar(numberOf(attributes, "to")))),
  scaled_by_fixed_point: ({ args: [x, mantissa, shift], attributes, shape }) => {
    const [least, greatest] = [numberOf(attributes, "least_shift"), numberOf(attributes, "greatest_shift")];
    const scaled = numberOf(attributes, "rounding") === ROUNDINGS.once ? scaledOnce : scaledTwice;
    return tensor(shape, (at) => {
      const places = Math.min(Math.max(element(shift, at), least), greatest);
      return Number(BigInt.asIntN(32, scaled(BigInt(element(x, at)), BigInt(element(mantissa, at)), places)));
    });
  },
};

interface Factors {
  readonly zeros: readonly (Tensor | undefined)[];
}

/** `first` is the factor that the first zero point belongs to. */
function inOrder(zeros: readonly Tensor[], attributes: Attributes): readonly (Tensor | undefined)[] {
  return numberOf(attributes, "first") === 1 ? [undefined, ...zeros] : zeros;
}

function wrapped(terms: readonly bigint[]): number {
  return Number(BigInt.asIntN(32, terms.reduce((sum, term) => sum + term, 0n)));
}

function product(x: number, xZero: number, w: number, wZero: number): bigint {
  return (BigInt(x) - BigInt(xZero)) * (BigInt(w) - BigInt(wZero));
}

/** One number, or one for each index. */
function ofList(list: Tensor | undefined, index: number): number {
  if (list === undefined) return 0;
  return list.data.length === 1 ? list.data[0] : list.data[index];
}

function convolved({ x, w, zeros: [xZero, wZero] }: Factors & { readonly x: Tensor; readonly w: Tensor }, attributes: Attributes, shape: readonly number[], bias?: Tensor): Tensor {
  const [kernels, depth, ...kernel] = w.shape;
  return tensor(shape, ([row, k, ...window]) => {
    const first = Math.floor(k / (kernels / numberOf(attributes, "group"))) * depth;
    const inside = windowPlaces(x, kernel, attributes, shape, window).filter(({ isInside }) => isInside);
    const terms = inside.flatMap(({ from, at }) =>
      Array.from({ length: depth }, (_, channel) =>
        product(element(x, [row, first + channel, ...from]), ofList(xZero, 0), element(w, [k, channel, ...at]), ofList(wZero, k))));
    return wrapped([BigInt(ofList(bias, k)), ...terms]);
  });
}

function products({ a, b, zeros: [aZero, bZero] }: Factors & { readonly a: Tensor; readonly b: Tensor }, shape: readonly number[], bias: Tensor | undefined): Tensor {
  const depth = a.shape[a.shape.length - 1];
  const [rows, columns] = [a.shape.length > 1, b.shape.length > 1];
  return tensor(shape, (at) => {
    const batch = at.slice(0, at.length - Number(rows) - Number(columns));
    const [row, column] = [rows ? at[batch.length] : 0, columns ? at[at.length - 1] : 0];
    const terms = Array.from({ length: depth }, (_, k) =>
      product(element(a, [...batch, ...(rows ? [row] : []), k]), ofList(aZero, row), element(b, [...batch, k, ...(columns ? [column] : [])]), ofList(bZero, column)));
    return wrapped([BigInt(bias === undefined ? 0 : element(bias, at)), ...terms]);
  });
}

/** Half to even, within the range of the type and that of the attributes; NaN is the least of it. */
function kept(sum: number, scale: number, zero: number, attributes: Attributes, scalar: Scalar): number {
  const [least, greatest] = [Math.max(SCALARS[scalar].least, numberOf(attributes, "least")), Math.min(SCALARS[scalar].greatest, numberOf(attributes, "greatest"))];
  const steps = Math.fround(Math.fround(sum) * scale);
  if (Number.isNaN(steps)) return least;
  const below = Math.floor(steps);
  const isUp = steps - below > 0.5 || (steps - below === 0.5 && below % 2 !== 0);
  return Math.min(Math.max((isUp ? below + 1 : below) + zero, least), greatest) + 0;
}

/** ⌊x·mantissa·2^(shift − 31) + ½⌋. */
function scaledOnce(x: bigint, mantissa: bigint, shift: number): bigint {
  const cut = BigInt(31 - shift);
  return (x * mantissa + (1n << (cut - 1n))) >> cut;
}

/** As gemmlowp: a saturating rounding doubling high product, and a rounding division by a power of two. */
export function scaledTwice(x: bigint, mantissa: bigint, shift: number): bigint {
  const moved = BigInt.asIntN(32, x << BigInt(Math.max(shift, 0)));
  const high = BigInt.asIntN(32, (moved * mantissa + (1n << 30n)) >> 31n);
  const places = BigInt(Math.max(-shift, 0));
  if (places === 0n) return high;
  // Of a mantissa below 0 alone: one less is beyond 32 bits.
  if (high === -(2n ** 31n)) return BigInt.asIntN(32, ((2n ** 31n - 1n) >> (places - 1n)) + 1n) >> 1n;
  const remainder = high & ((1n << places) - 1n);
  const threshold = ((1n << places) - 1n) / 2n + (high < 0n ? 1n : 0n);
  return (high >> places) + (remainder > threshold ? 1n : 0n);
}

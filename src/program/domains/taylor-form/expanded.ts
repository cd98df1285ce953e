// A polynomial for a smooth function over an interval, and how far the function is from it at the most: the one with its values at Chebyshev's nodes,
// or the line of affine forms where that is nearer.

import { cos } from "../../../numeric/elementary/index.ts";
import { LEAST, LOST, UP, type Bounds, type SmoothBounds } from "../affine-algebra.ts";
import { linearised } from "../affine-form/linearised.ts";
import { distanceToPolynomial } from "./distance-to-polynomial.ts";
import { largestTerm } from "./largest-term.ts";

/** No value at centre + s, with |s| ≤ reach, is further than `aside` + `lost` from Σ coefficients[k]·s^k; all lie between low and high. */
interface Expanded extends Bounds {
  readonly centre: number;
  readonly coefficients: Float64Array;
  /** What no such polynomial follows. */
  readonly aside: number;
  /** What is lost in computing values and coefficients. */
  readonly lost: number;
}

/** Undefined where the function may have no value, or nothing is known of its derivatives. */
export function expanded(boundsOf: SmoothBounds, order: number, low: number, high: number): Expanded | undefined {
  const value = boundsOf(low, high)?.value;
  if (value === undefined) return undefined;
  const found = throughNodes(boundsOf, order, low, high, value);
  // Where it leaves much of the function aside a chord may be nearer, of which more is known: its ends, and slopes of parts.
  if (found !== undefined && found.aside * 8 < value.high - value.low) return found;
  const line = byLine(boundsOf, low, high);
  return found === undefined || (line !== undefined && line.aside < found.aside) ? line : found;
}

/**
 * The function is f^(n+1)(ξ)/(n+1)!·∏(x − node) from the polynomial of degree n that has its values at the nodes, and the product is no larger than
 * reach^(n+1)/2^n (Davis, Interpolation and Approximation, 3.1.1 and 3.3). What is computed is not that polynomial: how far it is from the values at the nodes
 * is looked at, and elsewhere it is no further from it than LEBESGUE times as much.
 */
function throughNodes(boundsOf: SmoothBounds, order: number, low: number, high: number, value: Bounds): Expanded | undefined {
  const [centre, largest] = [low / 2 + high / 2, largestTerm(boundsOf, order + 1, low, high)];
  const reach = Math.max(high - centre, centre - low);
  // How far nodes may be from where they belong, in parts of the reach.
  const strayed = (Math.max(-low, high) * 2 ** -52) / reach;
  if (!(largest < Infinity) || reach < LEAST_REACH || strayed > MOST_STRAYED) return undefined;
  const { nodes, matrix } = interpolationOf(order);
  const coefficients = new Float64Array(order + 1);
  const heights = nodes.map((node) => boundsOf(placeOf(node, centre, reach, low, high), placeOf(node, centre, reach, low, high))?.value);
  let scale = 1;
  for (let power = 0; power <= order; power++) {
    heights.forEach((height, place) => (coefficients[power] += height === undefined ? NaN : matrix[power][place] * (height.low / 2 + height.high / 2)));
    coefficients[power] /= scale;
    scale *= reach;
  }
  let furthest = 0;
  heights.forEach((height, place) => {
    if (height !== undefined) furthest = Math.max(furthest, furthestFrom(coefficients, placeOf(nodes[place], centre, reach, low, high) - centre, height));
  });
  let aside = largest;
  for (let power = 0; power <= order; power++) aside *= reach * UP;
  // With other nodes each factor changes by no more than they stray; what that adds is below LEBESGUE times the largest slope, (n+1)², of the product.
  aside *= 1 + 4 * (order + 1) ** 2 * strayed;
  const found = { centre, coefficients, aside: (aside / 2 ** order) * UP + LEAST, lost: furthest * LEBESGUE + LEAST, low: value.low, high: value.high };
  const looked = reach < LONG ? Infinity : distanceToPolynomial(boundsOf, coefficients, centre, low, high);
  if (looked < found.aside) return { ...found, aside: looked, lost: 0 };
  return found.aside + found.lost < Infinity ? found : undefined;
}

/** Of a smaller interval powers would be too small. */
const LEAST_REACH = 2 ** -64;
const MOST_STRAYED = 2 ** -20;
/** From here on a polynomial is often much nearer than the highest derivative says. */
const LONG = 0.25;
/** More than the Lebesgue constant of twelve nodes, 2/π·ln 12 + 1. */
const LEBESGUE = 2.7;

function placeOf(node: number, centre: number, reach: number, low: number, high: number): number {
  return Math.min(Math.max(centre + node * reach, low), high);
}

/** No number of a height is further from the polynomial at a step. */
function furthestFrom(coefficients: Float64Array, step: number, { low, high }: Bounds): number {
  let [sum, terms] = [0, 0];
  for (let power = coefficients.length - 1; power >= 0; power--) {
    sum = sum * step + coefficients[power];
    terms = terms * Math.abs(step) + Math.abs(coefficients[power]);
  }
  return (Math.max(high - sum, sum - low) + terms * coefficients.length * LOST) * UP;
}

function byLine(boundsOf: SmoothBounds, low: number, high: number): Expanded | undefined {
  const line = linearised(boundsOf, low, high);
  if (line === undefined) return undefined;
  const { slope, offset, aside } = line;
  return { centre: 0, coefficients: Float64Array.of(offset, slope), aside, lost: 0, low: line.low, high: line.high };
}

interface Interpolation {
  /** From −1 to 1. */
  readonly nodes: readonly number[];
  /** By power and node: what a value there adds to the coefficient of the power. */
  readonly matrix: readonly (readonly number[])[];
}

/** By order. */
const interpolations: Interpolation[] = [];

/** Of order n: the zeros of T_(n+1), and Σ c_j·T_j with c_j = 2/(n+1)·Σ f(node)·T_j(node), where c_0 is half of that. */
function interpolationOf(order: number): Interpolation {
  return (interpolations[order] ??= newInterpolation(order));
}

function newInterpolation(order: number): Interpolation {
  const count = order + 1;
  const nodes = Array.from({ length: count }, (_node, place) => cos(((2 * place + 1) * Math.PI) / (2 * count)));
  const polynomials = chebyshevPolynomials(order);
  const matrix = nodes.map((_row, power) =>
    nodes.map((node) => polynomials.reduce((sum, one, j) => sum + ((one[power] ?? 0) * valueAt(one, node) * (j === 0 ? 1 : 2)) / count, 0)),
  );
  return { nodes, matrix };
}

function valueAt(polynomial: readonly number[], x: number): number {
  return polynomial.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

/** T_0 = 1, T_1 = x, T_(n+1) = 2x·T_n − T_(n−1), in whole numbers. */
function chebyshevPolynomials(highest: number): readonly (readonly number[])[] {
  const all: (readonly number[])[] = [[1], [0, 1]];
  for (let degree = 2; degree <= highest; degree++) {
    const [one, before] = [all[degree - 1], all[degree - 2]];
    all.push([0, ...one].map((_, place) => (place === 0 ? 0 : 2 * one[place - 1]) - (before[place] ?? 0)));
  }
  return all.slice(0, highest + 1);
}

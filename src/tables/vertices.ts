// The corners of a piecewise linear function within an interval, and the value that brings a line of some slope nearest to them, in exact arithmetic.

import { valueAt, type PiecewiseLinear } from "../program/domains/piecewise-linear.ts";
import { compare, difference, exactly, nearestFloat32, product, rational, sum, type Rational } from "../program/domains/rational.ts";
import { UP } from "./rounding.ts";

export interface Vertex {
  readonly x: Rational;
  readonly y: Rational;
}

export interface NearestValue {
  /** Rounded once to float32. */
  readonly value: number;
  /** The largest |line − function| in real arithmetic; rounded up. */
  readonly deviation: number;
}

const HALF = rational(1n, 2n);

/**
 * Both ends of an interval and the breaks between them: two where the function is a single line there.
 *
 * @param first the piece that the interval begins in.
 */
export function verticesOf({ breaks, pieces }: PiecewiseLinear, first: number, begin: Rational, end: Rational): readonly Vertex[] {
  const vertices: Vertex[] = [{ x: begin, y: valueAt(pieces[first], begin) }];
  let piece = first;
  for (; piece < breaks.length && compare(breaks[piece], end) < 0; piece++) vertices.push({ x: breaks[piece], y: valueAt(pieces[piece], breaks[piece]) });
  return [...vertices, { x: end, y: valueAt(pieces[piece], end) }];
}

/** Of the line slope·(x − knot) + value. @param slope float32. */
export function nearestValue(vertices: readonly Vertex[], slope: number, knot: Rational): NearestValue {
  const gradient = exactly(slope);
  const rests = vertices.map(({ x, y }) => difference(y, product(gradient, difference(x, knot))));
  const [least, greatest] = [-1, 1].map((sign) => rests.reduce((found, next) => (compare(next, found) * sign > 0 ? next : found)));
  const value = nearestFloat32(product(sum(least, greatest), HALF)) + 0;
  const deviation = Math.max(...[least, greatest].map((rest) => Math.abs(difference(rest, exactly(value)).value))) * UP;
  return { value, deviation };
}

// The line of one segment: what is nearest to a piecewise linear function between two float32 numbers, as slope·(x − knot) + value with the knot
// at the left end. Once in float64, where many ends are tried, and once in exact arithmetic, which proves how far it is from the function.

import { valueAt, type PiecewiseLinear } from "../../program/domains/piecewise-linear.ts";
import { compare, difference, exactly, nearestFloat32, rationalOf, type Rational } from "../../program/domains/rational.ts";
import { bestSlope, type Point } from "../best-slope.ts";
import { HALF_LEAST, HALF_UNIT, UP } from "../rounding.ts";
import { nearestValue, verticesOf } from "../vertices.ts";

/** A function from some place on, with float64 of it beside it. */
export interface Sketched {
  readonly exact: PiecewiseLinear;
  /** Where each piece begins, and the value there. */
  readonly begins: readonly Point[];
  /** Of each piece. */
  readonly slopes: readonly number[];
}

export interface SegmentLine {
  /** Both rounded once to float32. */
  readonly slope: number;
  readonly value: number;
  /** The largest |line − function| on the segment in real arithmetic; rounded up. */
  readonly deviation: number;
  /** How far the float32 arithmetic of value + slope·(x − knot) is from the line at the most; rounded up. */
  readonly rounding: number;
}

/** @param low where the first piece begins. */
export function sketched(exact: PiecewiseLinear, low: number): Sketched {
  const begins = [exactly(low), ...exact.breaks].map((x, piece) => ({ x: x.value, y: valueAt(exact.pieces[piece], x).value }));
  return { exact, begins, slopes: exact.pieces.map(({ slope }) => rationalOf(slope).value) };
}

/** About how far the best line from `from` to `to` is from the function, with all roundings: in float64, which proves nothing. */
export function roughError({ begins, slopes }: Sketched, from: number, to: number): number {
  const [first, last] = [from, to].map((x) => lastNotAbove(begins, x));
  const at = (x: number, piece: number): Point => ({ x: x - from, y: begins[piece].y + slopes[piece] * (x - begins[piece].x) });
  const points = [at(from, first), ...begins.slice(first + 1, last + 1).map(({ x, y }) => ({ x: x - from, y })), at(to, last)];
  const slope = Math.fround(bestSlope(points));
  const rests = points.map(({ x, y }) => y - slope * x);
  const [least, greatest] = [Math.min(...rests), Math.max(...rests)];
  const value = Math.fround((least + greatest) / 2);
  return Math.max(Math.abs(least - value), Math.abs(greatest - value)) + roundingOf(slope, value, to - from);
}

/** @param from and `to` float32, the first one no greater. */
export function segmentLine(sketch: Sketched, from: number, to: number): SegmentLine {
  const { exact } = sketch;
  const [knot, end] = [from, to].map(exactly);
  const piece = pieceAt(sketch, knot);
  const vertices = verticesOf(exact, piece, knot, end);
  const isOnePiece = vertices.length === 2 && from < to;
  const points = vertices.map(({ x, y }) => ({ x: difference(x, knot).value, y: y.value }));
  const slope = (isOnePiece ? nearestFloat32(rationalOf(exact.pieces[piece].slope)) : Math.fround(bestSlope(points))) + 0;
  const { value, deviation } = nearestValue(vertices, slope, knot);
  return { slope, value, deviation, rounding: roundingOf(slope, value, to - from) };
}

/** The piece that begins at a place or goes on there. */
function pieceAt({ exact: { breaks }, begins }: Sketched, place: Rational): number {
  let piece = lastNotAbove(begins, place.value);
  // Where the float64 are the same the exact places may not be.
  while (piece > 0 && compare(breaks[piece - 1], place) > 0) piece--;
  return piece;
}

/** The last of some places that is at `x` or before it, the first one where there is none. */
function lastNotAbove(places: readonly Point[], x: number): number {
  let [low, high] = [0, places.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (places[middle].x <= x) low = middle;
    else high = middle;
  }
  return low;
}

/** |fl(value + fl(slope·fl(x − knot))) − (value + slope·(x − knot))| at the most, over a segment so wide. */
function roundingOf(slope: number, value: number, width: number): number {
  const steepness = Math.abs(slope);
  const ofDistance = HALF_UNIT * width;
  const ofProduct = (steepness * ofDistance + HALF_UNIT * steepness * (width + ofDistance) + HALF_LEAST) * UP;
  const result = Math.max(Math.abs(value), Math.abs(value + slope * width)) + ofProduct;
  return (ofProduct + HALF_UNIT * result + HALF_LEAST) * UP;
}

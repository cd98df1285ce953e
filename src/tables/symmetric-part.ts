// The even and the odd part of a piecewise linear function on an interval around 0, exactly, and how far the function is from it.

import { dyadicOf } from "../program/domains/dyadic.ts";
import { mirrored, negative, scaled, simplified, sum, type PiecewiseLinear } from "../program/domains/piecewise-linear.ts";
import { compare, exactly } from "../program/domains/rational.ts";
import type { Symmetry } from "../network/table-numbers.ts";
import { UP } from "./rounding.ts";
import { verticesOf } from "./vertices.ts";

export interface SymmetricPart {
  /** On the same interval. */
  readonly part: PiecewiseLinear;
  /** The largest |part − function| in real arithmetic, 0 where the function has the symmetry; rounded up. */
  readonly distance: number;
}

/**
 * (f(x) + f(−x)) / 2, or (f(x) − f(−x)) / 2. Of a function that is near to one with the symmetry, its part is no further from that.
 *
 * @param of continuous, on the open interval from −high to `high`, a float32 number.
 */
export function symmetricPart(of: PiecewiseLinear, high: number, symmetry: Symmetry): SymmetricPart {
  const other = symmetry === "even" ? mirrored(of) : negative(mirrored(of));
  const part = scaled(simplified(sum(of, other)), HALF);
  const rest = scaled(simplified(sum(of, negative(other))), HALF);
  const heights = verticesOf(rest, 0, exactly(-high), exactly(high)).map(({ y }) => Math.abs(y.value));
  return { part, distance: Math.max(...heights) * UP };
}

const HALF = dyadicOf(0.5);

/** The function above 0. */
export function aboveZero({ breaks, pieces }: PiecewiseLinear): PiecewiseLinear {
  const first = breaks.filter((place) => compare(place, ZERO) <= 0).length;
  return { breaks: breaks.slice(first), pieces: pieces.slice(first) };
}

const ZERO = exactly(0);

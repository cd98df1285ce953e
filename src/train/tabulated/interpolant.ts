// The function through all rows of a table that are free of noise: pieces of high degree, joined smoothly where the rows are smooth, and
// monotone where the rows are. Smooths nothing.

import { dividedDifferences } from "./divided-differences.ts";
import { GREATEST_DEGREE } from "./piece.ts";
import type { Rows } from "./rows.ts";
import { intervalAt } from "./rows.ts";
import type { Stretch } from "./stretch.ts";
import { stretchesOf, stretchSlope, stretchValue } from "./stretch.ts";

/** Slopes of neighbouring pieces that differ by less than this part of what their lines do belong to no kink. */
const SAME_SLOPE = 0.25;

/** … or by less than this part of the lines' slopes. */
const NEARLY_SAME_SLOPE = 2 ** -10;

/** Places between two rows at which a piece is asked whether it rises. */
const LOOKED_AT = 16;

/** A monotone cubic's slopes are at most so many times that of the line (F. N. Fritsch, R. E. Carlson, 1980). */
const STEEPEST = 3;

/** A stretch from one row to the next with the slopes it is to have there. */
interface Joined {
  /** undefined: the cubic of the slopes alone. */
  readonly stretch: Stretch | undefined;
  readonly startSlope: number;
  readonly endSlope: number;
  /** The stretch's own slopes at its ends. */
  readonly ownStart: number;
  readonly ownEnd: number;
}

/**
 * Goes through all rows and is a polynomial between them, or two that meet at a kink.
 *
 * @param rows two or more.
 * @param uncertainty of the values.
 */
export function interpolant(rows: Pick<Rows, "points" | "values">, uncertainty: number): (x: number) => number {
  const { points, values } = rows;
  const differences = dividedDifferences(rows, GREATEST_DEGREE);
  const lines = differences[1];
  const joined = joinedSmoothly(points, stretchesOf({ points, differences, uncertainty }), lines).map((one, left) =>
    mustRise(lines, left) && !rises(points, one, left, lines[left]) ? limited(one, lines[left]) : one,
  );
  return (x) => {
    const left = intervalAt(points, x);
    return evaluateJoined(joined[left], points, values, left, x);
  };
}

function joinedSmoothly(points: Float64Array, stretches: readonly Stretch[], lines: Float64Array): readonly Joined[] {
  const ownStarts = stretches.map((stretch, left) => stretchSlope(stretch, points[left]));
  const ownEnds = stretches.map((stretch, left) => stretchSlope(stretch, points[left + 1]));
  const startSlopes = [...ownStarts];
  const endSlopes = [...ownEnds];
  for (let row = 1; row < stretches.length; row++) {
    const [before, after] = [ownEnds[row - 1], ownStarts[row]];
    const tolerance = SAME_SLOPE * Math.abs(lines[row] - lines[row - 1]) + NEARLY_SAME_SLOPE * Math.min(Math.abs(lines[row]), Math.abs(lines[row - 1]));
    if (Math.abs(after - before) > tolerance) continue;
    // The longer piece is the less certain one.
    const share = (points[row + 1] - points[row]) / (points[row + 1] - points[row - 1]);
    startSlopes[row] = endSlopes[row - 1] = share * before + (1 - share) * after;
  }
  return stretches.map((stretch, left) => ({
    stretch, startSlope: startSlopes[left], endSlope: endSlopes[left], ownStart: ownStarts[left], ownEnd: ownEnds[left],
  }));
}

/** Whether the rows are monotone from the one before to the one behind. */
function mustRise(lines: Float64Array, left: number): boolean {
  const slope = lines[left];
  const agrees = (other: number | undefined): boolean => other === undefined || other * slope >= 0;
  return agrees(left > 0 ? lines[left - 1] : undefined) && agrees(left + 1 < lines.length ? lines[left + 1] : undefined);
}

/** Whether the piece nowhere goes against the line, whose sign is that of `slope`. */
function rises(points: Float64Array, joined: Joined, left: number, slope: number): boolean {
  const [start, width] = [points[left], points[left + 1] - points[left]];
  for (let i = 0; i <= LOOKED_AT; i++) {
    const along = slopeOfJoined(joined, start, width, i / LOOKED_AT, slope);
    if (slope === 0 ? along !== 0 : along * slope < 0) return false;
  }
  return true;
}

function limited({ startSlope, endSlope }: Joined, slope: number): Joined {
  const limit = (one: number): number => (one * slope <= 0 ? 0 : Math.abs(one) > STEEPEST * Math.abs(slope) ? STEEPEST * slope : one);
  return { stretch: undefined, startSlope: limit(startSlope), endSlope: limit(endSlope), ownStart: slope, ownEnd: slope };
}

/** The piece, or the line, and on it the cubic that has its value at neither end and makes the slopes what they are to be. */
function evaluateJoined(joined: Joined, points: Float64Array, values: Float64Array, left: number, x: number): number {
  const width = points[left + 1] - points[left];
  const after = (x - points[left]) / width;
  const before = 1 - after;
  const { stretch, startSlope, endSlope, ownStart, ownEnd } = joined;
  const value = stretch === undefined ? before * values[left] + after * values[left + 1] : stretchValue(stretch, x);
  return value + width * before * after * ((startSlope - ownStart) * before - (endSlope - ownEnd) * after);
}

function slopeOfJoined(joined: Joined, start: number, width: number, after: number, line: number): number {
  const { stretch, startSlope, endSlope, ownStart, ownEnd } = joined;
  const own = stretch === undefined ? line : stretchSlope(stretch, start + width * after);
  const before = 1 - after;
  return own + (startSlope - ownStart) * before * (before - 2 * after) - (endSlope - ownEnd) * after * (2 * before - after);
}

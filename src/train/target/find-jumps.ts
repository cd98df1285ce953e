// Finds where a function of one variable jumps: between two float32 numbers side by side it changes by a good part of all it does
// elsewhere, and by far more than between their neighbours. Decides nothing about what to do there. A jump between points that look
// alike is not found.

import { float32FromOrdinal, nextFloat32Down, nextFloat32Up, ordinalOfFloat32 } from "../../numeric/float32.ts";

/** Float32 numbers side by side, with one between them at the most on either side, and the values there. */
export interface FunctionJump {
  readonly before: number;
  readonly after: number;
  readonly from: number;
  readonly to: number;
  /** Whether it grows beyond all it is elsewhere on either side, with opposite signs. */
  readonly isPole: boolean;
}

/** Of the grid jumps are looked for on; prime, so that round fractions of the domain fall between points. */
const CELLS = 4093;
/** A jump is at least this part of how much the function changes elsewhere. */
const LEAST_SHARE = 2 ** -5;
/** This part of the grid's values, the least and the greatest of them, are those near poles and no measure of what is elsewhere. */
const OUTLIERS = 2 ** -6;
/** Beyond so many times the largest value elsewhere a function has a pole. */
const POLE = 16;
/** And so many times what it changes before and after. */
const LEAST_TIMES = 8;
/** Cells that are looked into: a function that changes as much in more of them is none a grid can tell from noise. */
const MOST_CELLS = 64;

/**
 * The jumps of a function on [low, high], in ascending order; none of a function that changes as much in too many places.
 *
 * @param evaluate in float64, finite on the grid.
 */
export function findJumps(evaluate: (x: number) => number, low: number, high: number): readonly FunctionJump[] {
  const points = Float32Array.from({ length: CELLS + 1 }, (_, i) => low + ((high - low) * i) / CELLS);
  const values = Float64Array.from(points, evaluate);
  const sorted = values.toSorted();
  const outliers = Math.floor(sorted.length * OUTLIERS);
  const [least, most] = [sorted[outliers], sorted[sorted.length - 1 - outliers]];
  const range = most > least ? most - least : sorted[sorted.length - 1] - sorted[0];
  const usual = Math.max(Math.abs(least), Math.abs(most));
  const isSteep = (cell: number): boolean => points[cell] < points[cell + 1] && Math.abs(values[cell + 1] - values[cell]) >= range * LEAST_SHARE;
  const steep = range > 0 ? Array.from({ length: CELLS }, (_, cell) => cell).filter(isSteep) : [];
  if (steep.length > MOST_CELLS) return [];
  const jumps = steep.map((cell) => jumpWithin(evaluate, points[cell], points[cell + 1], POLE * usual));
  const [first, last] = [points[0], points[CELLS]];
  return jumps.filter((jump) => {
    const height = Math.abs(jump.to - jump.from);
    return height >= range * LEAST_SHARE && (jump.isPole || height >= LEAST_TIMES * besides(evaluate, jump, first, last));
  });
}

/** How much the function changes just before and after, within the domain; no jump is so high where there is neither. */
function besides(evaluate: (x: number) => number, { before, after, from, to }: FunctionJump, first: number, last: number): number {
  const changes = [
    ...(before > first ? [Math.abs(from - evaluate(nextFloat32Down(before)))] : []),
    ...(after < last ? [Math.abs(evaluate(nextFloat32Up(after)) - to)] : []),
  ];
  return changes.length === 0 ? Infinity : Math.max(...changes);
}

/** Halves the interval, keeping the half over which the function changes more, until two float32 numbers are left. */
function jumpWithin(evaluate: (x: number) => number, low: number, high: number, pole: number): FunctionJump {
  let [before, after] = [low, high];
  let [from, to] = [evaluate(before), evaluate(after)];
  while (nextFloat32Up(before) < after) {
    const middle = float32FromOrdinal(Math.floor((ordinalOfFloat32(before) + ordinalOfFloat32(after)) / 2));
    const value = evaluate(middle);
    if (Math.abs(value - from) >= Math.abs(to - value)) [after, to] = [middle, value];
    else [before, from] = [middle, value];
  }
  // A value of its own at the place, as that of sign at 0, is a part of the jump.
  const part = Math.abs(to - from) / 2;
  const [earlier, later] = [nextFloat32Down(before), nextFloat32Up(after)];
  if (earlier >= low && Math.abs(from - evaluate(earlier)) >= part) [before, from] = [earlier, evaluate(earlier)];
  if (later <= high && Math.abs(evaluate(later) - to) >= part) [after, to] = [later, evaluate(later)];
  // Of zeros the one without a sign.
  return { before: before + 0, after: after + 0, from, to, isPole: Math.sign(from) !== Math.sign(to) && Math.min(Math.abs(from), Math.abs(to)) > pole };
}

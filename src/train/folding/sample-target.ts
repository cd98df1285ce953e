// Samples a target, most closely where it bends. Measures no curvature and chooses no knots.

import type { Pausing } from "../pausing.ts";

/** A target known at points that lie close where it is curved. */
export interface Samples {
  /** Ascending, from the low to the high end of the domain. */
  readonly points: Float64Array;
  readonly values: Float64Array;
}

/** Where a cell is cut: not in the middle, where functions that are odd about it meet their chord. */
const CUT = 7 / 16;

/** Of the even grid that starts the sampling. Prime: kinks at round fractions of the domain fall inside cells. */
const FIRST_CELLS = 509;
const MOST_SAMPLES = 6000;

/** Cells that are cut without a pause. */
const CUT_AT_ONCE = 256;

/**
 * Cuts cells in two, those first where the cut is farthest from the chord, until there are enough. Cells are not made
 * narrower than float32 arguments can tell apart.
 */
export function* sampleTarget(target: (x: number) => number, low: number, high: number): Pausing<Samples> {
  let cells: Cell[] = [];
  const narrowest = Math.max((high - low) * 2 ** -30, Math.max(Math.abs(low), Math.abs(high)) * 2 ** -24);
  for (let index = 0; index < FIRST_CELLS; index++) {
    const start = low + ((high - low) * index) / FIRST_CELLS;
    const end = index === FIRST_CELLS - 1 ? high : low + ((high - low) * (index + 1)) / FIRST_CELLS;
    cells.push(cell(target, start, target(start), end, target(end)));
  }
  yield;
  let cut = 0;
  while (cells.length < MOST_SAMPLES) {
    const worst = cells.reduce((most, { deviation }) => Math.max(most, deviation), 0);
    const level = Math.max(worst / 4, smallestDeviation(cells));
    const next: Cell[] = [];
    for (const one of cells) {
      if (one.deviation <= level || one.end - one.start < narrowest) next.push(one);
      else {
        if (++cut % CUT_AT_ONCE === 0) yield;
        next.push(
          cell(target, one.start, one.startValue, one.middle, one.middleValue),
          cell(target, one.middle, one.middleValue, one.end, one.endValue),
        );
      }
    }
    if (next.length === cells.length) {
      if (worst <= level * 4 && level <= smallestDeviation(cells)) break;
      // Only cells too narrow to cut are left above this level: leave them out of the next choice of one.
      cells = next.map((one) => (one.deviation > level ? { ...one, deviation: 0 } : one));
    } else cells = next;
  }
  const points = new Float64Array(cells.length + 1);
  const values = new Float64Array(cells.length + 1);
  cells.forEach((one, index) => {
    points[index] = one.start;
    values[index] = one.startValue;
  });
  const last = cells[cells.length - 1];
  points[cells.length] = last.end;
  values[cells.length] = last.endValue;
  return { points, values };
}

interface Cell {
  readonly start: number;
  readonly startValue: number;
  readonly middle: number;
  readonly middleValue: number;
  readonly end: number;
  readonly endValue: number;
  /** Distance of the value at the cut from the chord. */
  readonly deviation: number;
}

function cell(target: (x: number) => number, start: number, startValue: number, end: number, endValue: number): Cell {
  const middle = start + (end - start) * CUT;
  const middleValue = target(middle);
  return {
    start,
    startValue,
    middle,
    middleValue,
    end,
    endValue,
    deviation: Math.abs(middleValue - startValue - (endValue - startValue) * CUT),
  };
}

/** Deviations that float64 values of this size have by rounding alone. */
function smallestDeviation(cells: readonly Cell[]): number {
  let largest = 0;
  for (const { startValue, middleValue, endValue } of cells) {
    largest = Math.max(largest, Math.abs(startValue), Math.abs(middleValue), Math.abs(endValue));
  }
  return largest * 2 ** -44;
}

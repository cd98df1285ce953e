// A function whose series over any interval can be computed, as algebras of forms ask for it: values and derivatives near to what they are. Long
// intervals are looked at in cells, of which what was found is kept.

import { boundsOfCell, cellOf } from "../../analysis/regions/cells.ts";
import type { Bounds, SmoothBounds } from "../../program/domains/affine-algebra.ts";
import { common, hullOf, plus, point, times, type Range } from "../../train/target/enclosure/outward.ts";
import type { Series } from "../../train/target/enclosure/series.ts";

/** The terms up to one; undefined where the function may have no value there, or no derivatives are known. */
export type SeriesOver = (x: Range, last: number) => Series | undefined;

/** Of values and of the derivative. */
interface Near {
  readonly value: Range;
  readonly slope: Range;
}

/** An interval of more cells is looked at as a whole. */
const MOST_CELLS = 512;

/** @param seriesOver of a function that has all its derivatives where it has a value. */
export function boundsOfSeries(seriesOver: SeriesOver): SmoothBounds {
  const cells = new Map<number, Near | undefined>();
  const inCell = (cell: number): Near | undefined => {
    if (!cells.has(cell)) {
      const { low, high } = boundsOfCell(cell);
      cells.set(cell, nearOver(seriesOver, low, high));
    }
    return cells.get(cell);
  };
  const inCells = (low: number, high: number): Near | undefined => {
    const [first, last] = [cellOf(low), cellOf(high)];
    if (!(last - first < MOST_CELLS)) return wholeOver(seriesOver, low, high);
    if (last - first < 2) return nearOver(seriesOver, low, high);
    const parts = [nearOver(seriesOver, low, boundsOfCell(first).high), nearOver(seriesOver, boundsOfCell(last).low, high)];
    for (let cell = first + 1; cell < last; cell++) parts.push(inCell(cell));
    return parts.reduce((one, other) => one && other && { value: hullOf(one.value, other.value), slope: hullOf(one.slope, other.slope) });
  };
  return (low, high) => {
    const x = { low, high };
    const found = low === high ? wholeOver(seriesOver, low, high) : inCells(low, high);
    return found && { ...found, series: (last: number) => seriesOver(x, last) ?? unknownSeries(last) };
  };
}

/** Two functions, one up to a number and the other one from it on, where they are the same: there the derivative may jump. */
export function joined(at: number, before: SmoothBounds, after: SmoothBounds): SmoothBounds {
  return (low, high) => {
    if (high <= at) return before(low, high);
    if (low >= at) return after(low, high);
    const [left, right] = [before(low, at), after(at, high)];
    return left && right && { value: hullOf(left.value, right.value), slope: hullOf(left.slope, right.slope) };
  };
}

function unknownSeries(last: number): Series {
  return Array.from({ length: last + 1 }, () => ({ low: -Infinity, high: Infinity }));
}

function wholeOver(seriesOver: SeriesOver, low: number, high: number): Near | undefined {
  const series = seriesOver({ low, high }, 1);
  return series && { value: series[0], slope: termOf(series, 1) };
}

/** By the series about the middle, and the third derivative: bounds at the ends where the derivative, or the second one, keeps its sign. */
function nearOver(seriesOver: SeriesOver, low: number, high: number): Near | undefined {
  const middle = low / 2 + high / 2;
  const [whole, centre, ...ends] = [seriesOver({ low, high }, 3), seriesOver(point(middle), 2), seriesOver(point(low), 1), seriesOver(point(high), 1)];
  const [first, last] = ends;
  if (whole === undefined || centre === undefined || first === undefined || last === undefined) return wholeOver(seriesOver, low, high);
  const reach = Math.max(high - middle, middle - low) * (1 + 2 ** -50);
  const [step, square] = [{ low: -reach, high: reach }, { low: 0, high: reach * reach * (1 + 2 ** -50) }];
  const [second, third] = [termOf(centre, 2), termOf(whole, 3)];
  const curvature = common(termOf(whole, 2), plus(second, times(times(point(3), third), step)));
  const slopeAside = plus(times(times(point(2), second), step), times(times(point(3), third), square));
  const slope = keepsSign(curvature) ? hullOf(termOf(first, 1), termOf(last, 1)) : common(termOf(whole, 1), plus(termOf(centre, 1), slopeAside));
  const aside = plus(times(termOf(centre, 1), step), plus(times(second, square), times(times(third, square), step)));
  const value = keepsSign(slope) ? hullOf(first[0], last[0]) : common(whole[0], plus(centre[0], aside));
  return { value, slope };
}

/** Terms that a series lacks are 0. */
function termOf(series: Series, k: number): Range {
  return k < series.length ? series[k] : point(0);
}

function keepsSign({ low, high }: Bounds): boolean {
  return low >= 0 || high <= 0;
}

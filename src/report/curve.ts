// Curves through points as path data. A number that is not finite leaves a gap.

import { line } from "d3-shape";
import type { Axis } from "./axis.ts";

export interface Corner {
  readonly x: number;
  readonly y: number;
}

/** How far a curve may be from the points it was simplified from, in units of the drawing. */
const TOLERANCE = 0.06;

/** Straight lines from point to point; `ys[i]` belongs to `xs[i]`. Points that change nothing visible are left out. */
export function curvePath(xs: ArrayLike<number>, ys: ArrayLike<number>, x: Axis, y: Axis): string {
  return runs(xs, ys, x, y).map(linePath).join("");
}

/** The region between the curve and y = 0. */
export function regionPath(xs: ArrayLike<number>, ys: ArrayLike<number>, x: Axis, y: Axis): string {
  const zero = y.position(0);
  return runs(xs, ys, x, y)
    .map((run) => `${linePath([{ x: run[0].x, y: zero }, ...run, { x: run[run.length - 1].x, y: zero }])}Z`)
    .join("");
}

/**
 * The area between the least and the greatest value in each column of the drawing. A column begins where the one before it ended, so
 * that a curve without gaps has an area without gaps.
 *
 * @param width of a column.
 */
export function envelopePath(xs: ArrayLike<number>, ys: ArrayLike<number>, x: Axis, y: Axis, width: number): string {
  return corners(xs, ys, x, y)
    .map((run) => {
      const columns = columnsOf(run, width);
      const upper = columns.map(({ column, top }) => ({ x: column, y: top }));
      const lower = columns.map(({ column, bottom }) => ({ x: column, y: bottom })).reverse();
      return `${linePath([...simplify(upper), ...simplify(lower)])}Z`;
    })
    .join("");
}

interface Column {
  /** Its middle, or where the curve begins or ends. */
  readonly column: number;
  /** The least and the greatest height of the drawing. */
  readonly top: number;
  readonly bottom: number;
}

function columnsOf(run: readonly [Corner, ...Corner[]], width: number): readonly Column[] {
  const [first] = run;
  const last = run[run.length - 1];
  const columns: Column[] = [];
  let [top, bottom, column, before] = [first.y, first.y, Math.floor(first.x / width), first.y];
  for (const { x: left, y: height } of run) {
    if (Math.floor(left / width) !== column) {
      columns.push({ column: (column + 0.5) * width, top, bottom });
      [top, bottom, column] = [before, before, Math.floor(left / width)];
    }
    [top, bottom, before] = [Math.min(top, height), Math.max(bottom, height), height];
  }
  const rest = { column: last.x, top, bottom };
  const whole = columns.at(-1);
  // What is left at the end is part of the column before it, and the area reaches to the ends of the curve.
  const end = whole === undefined ? rest : { column: last.x, top: Math.min(top, whole.top), bottom: Math.max(bottom, whole.bottom) };
  return [{ ...(columns.at(0) ?? rest), column: first.x }, ...columns.filter((one) => one.column > first.x), end];
}

const linePath = (run: readonly Corner[]): string =>
  line<Corner>()
    .digits(2)
    .x((corner) => corner.x)
    .y((corner) => corner.y)(run) ?? "";

/** The stretches between gaps, without the points that change nothing visible. */
function runs(xs: ArrayLike<number>, ys: ArrayLike<number>, x: Axis, y: Axis): readonly (readonly Corner[])[] {
  return corners(xs, ys, x, y).map(simplify);
}

/** The stretches between gaps, none of them empty. */
function corners(xs: ArrayLike<number>, ys: ArrayLike<number>, x: Axis, y: Axis): readonly (readonly [Corner, ...Corner[]])[] {
  const found: [Corner, ...Corner[]][] = [];
  let run: [Corner, ...Corner[]] | undefined;
  for (let i = 0; i < xs.length; i++) {
    const corner = { x: x.position(xs[i]), y: y.position(ys[i]) };
    if (!Number.isFinite(ys[i]) || !Number.isFinite(corner.x) || !Number.isFinite(corner.y)) {
      run = undefined;
    } else if (run === undefined) {
      run = [corner];
      found.push(run);
    } else {
      run.push(corner);
    }
  }
  return found;
}

/** Ramer's and Douglas and Peucker's method (1972, 1973): of a stretch, the corner farthest from its chord is kept. */
export function simplify(run: readonly Corner[]): readonly Corner[] {
  const kept = new Set([0, run.length - 1]);
  const stretches: (readonly [number, number])[] = [[0, run.length - 1]];
  for (let stretch = stretches.pop(); stretch !== undefined; stretch = stretches.pop()) {
    const [from, to] = stretch;
    const farthest = farthestFromChord(run, from, to);
    if (farthest === undefined) continue;
    kept.add(farthest);
    stretches.push([from, farthest], [farthest, to]);
  }
  return run.filter((_, place) => kept.has(place));
}

/** Undefined where every corner between is within the tolerance. */
function farthestFromChord(run: readonly Corner[], from: number, to: number): number | undefined {
  const [start, end] = [run[from], run[to]];
  if (start === undefined || end === undefined) return undefined;
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = Math.sqrt(dx * dx + dy * dy);
  let farthest: number | undefined;
  let distance = TOLERANCE;
  for (let place = from + 1; place < to; place++) {
    const { x, y } = run[place];
    const [px, py] = [x - start.x, y - start.y];
    const found = length === 0 ? Math.sqrt(px * px + py * py) : Math.abs(dx * py - dy * px) / length;
    if (found > distance) [farthest, distance] = [place, found];
  }
  return farthest;
}

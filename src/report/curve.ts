// Curves through points as path data. A number that is not finite leaves a gap.

import { area, line } from "d3-shape";
import type { Axis } from "./axis.ts";

interface Corner {
  readonly x: number;
  readonly y: number;
}

/** How far a curve may be from the points it was simplified from, in units of the drawing. */
const TOLERANCE = 0.06;

/** Straight lines from point to point; `ys[i]` belongs to `xs[i]`. Points that change nothing visible are left out. */
export function curvePath(xs: ArrayLike<number>, ys: ArrayLike<number>, x: Axis, y: Axis): string {
  const path = line<Corner | undefined>()
    .digits(2)
    .defined((corner) => corner !== undefined)
    .x((corner) => corner?.x ?? NaN)
    .y((corner) => corner?.y ?? NaN);
  return path(corners(xs, ys, x, y)) ?? "";
}

/** The region between the curve and y = 0. */
export function regionPath(xs: ArrayLike<number>, ys: ArrayLike<number>, x: Axis, y: Axis): string {
  const path = area<Corner | undefined>()
    .digits(2)
    .defined((corner) => corner !== undefined)
    .x((corner) => corner?.x ?? NaN)
    .y0(y.position(0))
    .y1((corner) => corner?.y ?? NaN);
  return path(corners(xs, ys, x, y)) ?? "";
}

/** Runs of corners with undefined between them. */
function corners(xs: ArrayLike<number>, ys: ArrayLike<number>, x: Axis, y: Axis): readonly (Corner | undefined)[] {
  const found: (Corner | undefined)[] = [];
  let run: Corner[] = [];
  const endRun = (): void => {
    if (run.length > 0) found.push(...simplify(run), undefined);
    run = [];
  };
  for (let i = 0; i < xs.length; i++) {
    const corner = { x: x.position(xs[i]), y: y.position(ys[i]) };
    if (Number.isFinite(ys[i]) && Number.isFinite(corner.x) && Number.isFinite(corner.y)) run.push(corner);
    else endRun();
  }
  endRun();
  return found;
}

/** Ramer's and Douglas and Peucker's method (1972, 1973): of a stretch, the corner farthest from its chord is kept. */
function simplify(run: readonly Corner[]): readonly Corner[] {
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

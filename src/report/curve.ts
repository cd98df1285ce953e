// Curves through points as path data. A number that is not finite leaves a gap.

import { area, line } from "d3-shape";
import type { Axis } from "./axis.ts";

/** Straight lines from point to point; `ys[i]` belongs to `xs[i]`. */
export function curvePath(xs: ArrayLike<number>, ys: ArrayLike<number>, x: Axis, y: Axis): string {
  const path = line<number>()
    .digits(2)
    .defined((i) => Number.isFinite(ys[i]))
    .x((i) => x.position(xs[i] ?? NaN))
    .y((i) => y.position(ys[i] ?? NaN));
  return path(positions(xs)) ?? "";
}

/** The region between the curve and y = 0. */
export function regionPath(xs: ArrayLike<number>, ys: ArrayLike<number>, x: Axis, y: Axis): string {
  const path = area<number>()
    .digits(2)
    .defined((i) => Number.isFinite(ys[i]))
    .x((i) => x.position(xs[i] ?? NaN))
    .y0(y.position(0))
    .y1((i) => y.position(ys[i] ?? NaN));
  return path(positions(xs)) ?? "";
}

function positions(points: ArrayLike<number>): readonly number[] {
  return Array.from({ length: points.length }, (_, position) => position);
}

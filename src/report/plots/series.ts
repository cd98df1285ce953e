// Draws a curve as a series of a plot, and says how it is drawn: one that goes up and down too often as an area.

import type { Axis } from "../axis.ts";
import { curvePath, envelopePath } from "../curve.ts";
import type { Mark } from "../mark.ts";
import { element, type SvgElement } from "../svg-element.ts";
import { isDense, waveWidth } from "./density.ts";

/** A broad band and a fine line on it: both are seen where they are the same. */
export type Series = "target" | "network";

export interface SeriesPlace {
  /** Of the panel. */
  readonly width: number;
  readonly x: Axis;
  readonly y: Axis;
}

export function drawSeries(points: ArrayLike<number>, values: ArrayLike<number>, series: Series, { width, x, y }: SeriesPlace): SvgElement {
  return isDense(values)
    ? element("path", { d: envelopePath(points, values, x, y, waveWidth(values, width)), class: `band ${series}` })
    : element("path", { d: curvePath(points, values, x, y), class: `curve ${series}` });
}

/** How these curves are drawn. */
export function seriesMarks(curves: readonly ArrayLike<number>[], series: Series): readonly Mark[] {
  const areDense = curves.map(isDense);
  return [
    ...(areDense.includes(false) ? [{ kind: "line" as const, className: `curve ${series}` }] : []),
    ...(areDense.includes(true) ? [{ kind: "band" as const, className: `band ${series}` }] : []),
  ];
}

// Numbers on a grid over two variables, as a picture in colours and as lines of equal height.

import { contours } from "d3-contour";
import type { Axis } from "./axis.ts";
import type { Colour, Ramp } from "./colour.ts";
import { simplify, type Corner } from "./curve.ts";
import { round, type Rectangle } from "./plot-panel.ts";
import { indexedPng, TRANSPARENT } from "./png-file.ts";
import { element, type SvgElement } from "./svg-element.ts";

/** An interval with the name of what runs through it. */
export interface GridVariable {
  readonly name: string;
  readonly unit?: string | undefined;
  readonly low: number;
  readonly high: number;
}

export interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** By rows: the first variable grows along a row, the second from row to row. */
  readonly values: ArrayLike<number>;
}

const COLOURS = 255;

/** The grid as an image that fills the rectangle, the second variable upwards; each value in the middle of its cell. */
export function gridImage(
  { columns, rows, values }: Grid,
  { left, top, width, height }: Rectangle,
  share: (value: number) => number,
  ramp: Ramp,
): SvgElement {
  const palette: readonly Colour[] = Array.from({ length: COLOURS }, (_, index) => ramp(index / (COLOURS - 1)));
  const pixels = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const value = values[row * columns + column];
      const index = Math.round(Math.min(1, Math.max(0, share(value))) * (COLOURS - 1));
      pixels[(rows - 1 - row) * columns + column] = Number.isFinite(value) ? index : TRANSPARENT;
    }
  }
  const png = Buffer.from(indexedPng(columns, rows, pixels, palette)).toString("base64");
  return element("image", { x: left, y: top, width, height, preserveAspectRatio: "none", href: `data:image/png;base64,${png}` });
}

/**
 * Paths around all that is at least as high as each threshold, neither below 0; the first and last values of the grid are at
 * the ends of the variables.
 */
export function gridContours(
  { columns, rows, values }: Grid,
  thresholds: readonly number[],
  x: Axis,
  y: Axis,
  variables: readonly [GridVariable, GridVariable],
): readonly string[] {
  const [horizontal, vertical] = variables;
  // d3-contour puts the value of column i at i + 1/2.
  const place = ([column, row]: readonly number[]): Corner => {
    const u = horizontal.low + ((column - 0.5) / (columns - 1)) * (horizontal.high - horizontal.low);
    const v = vertical.low + ((row - 0.5) / (rows - 1)) * (vertical.high - vertical.low);
    return { x: x.position(u), y: y.position(v) };
  };
  const trace = contours().size([columns, rows]).smooth(true);
  // Between grid points a surface is taken as straight, which the root of a sum of squares is more nearly than the sum.
  const roots = Array.from(values, (value) => Math.sqrt(value));
  return thresholds.map((threshold) =>
    trace
      .contour(roots, Math.sqrt(threshold))
      .coordinates.flatMap((polygon) => polygon.map((ring) => ringPath(ring.map(place))))
      .join(""),
  );
}

/** The last corner of a ring is the first. */
function ringPath(ring: readonly Corner[]): string {
  const half = Math.floor(ring.length / 2);
  // The chord of a whole ring has no length: it is simplified by halves.
  const corners = [...simplify(ring.slice(0, half + 1)).slice(0, -1), ...simplify(ring.slice(half)).slice(0, -1)];
  return `M${corners.map(({ x, y }) => `${round(x)},${round(y)}`).join("L")}Z`;
}

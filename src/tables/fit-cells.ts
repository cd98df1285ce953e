// Fits a line to each cell of a grid: the one that is nearest to a piecewise linear function there, in exact arithmetic, its slope and its value
// rounded once to float32.

import type { Dyadic } from "../program/domains/dyadic.ts";
import type { PiecewiseLinear } from "../program/domains/piecewise-linear.ts";
import { compare, exactly, nearestFloat32, rationalOf } from "../program/domains/rational.ts";
import type { Monotony } from "../network/table-numbers.ts";
import { cellInterval, type CellGrid } from "./cell-grid.ts";
import { bestSlope } from "./best-slope.ts";
import { HALF_LEAST, HALF_UNIT, UP } from "./rounding.ts";
import { nearestValue, verticesOf, type Vertex } from "./vertices.ts";

/** A function as one line per cell. */
export interface FittedCells {
  /** Slope and value of each cell, in turn. */
  readonly lines: Float32Array;
  /** The largest |line − function| over the grid's interval in real arithmetic, and over that of each cell; rounded up. */
  readonly deviation: number;
  readonly deviations: Float64Array;
  /** How far the float32 arithmetic of slope·x + value is from the line at the most; rounded up. */
  readonly rounding: number;
  /** Of what is computed, over every float32 of the grid's interval; absent where nothing is known of it. */
  readonly monotony?: Monotony | undefined;
}

interface FittedLine {
  readonly line: readonly [slope: number, value: number];
  readonly deviation: number;
}

/** @param target on the open interval between the grid's ends. */
export function fitCells(target: PiecewiseLinear, grid: CellGrid): FittedCells {
  const lines = new Float32Array(2 * grid.count);
  const deviations = new Float64Array(grid.count);
  const bounds = { deviation: 0, rounding: 0 };
  let piece = 0;
  for (let cell = 0; cell < grid.count; cell++) {
    const { from, to } = cellInterval(grid, cell);
    const [begin, end] = [from, to].map(exactly);
    while (piece < target.breaks.length && compare(target.breaks[piece], begin) <= 0) piece++;
    // Cells that take scaled numbers overlap.
    while (piece > 0 && compare(target.breaks[piece - 1], begin) > 0) piece--;
    const { line, deviation } = fitLine(verticesOf(target, piece, begin, end), target.pieces[piece].slope);
    lines.set(line, 2 * cell);
    deviations[cell] = deviation;
    bounds.deviation = Math.max(bounds.deviation, deviation);
    bounds.rounding = Math.max(bounds.rounding, roundingOf(line, Math.max(Math.abs(from), Math.abs(to)), from, to));
  }
  return { lines, deviations, ...bounds };
}

/**
 * The line of the best slope, rounded, and of the value that is best for the slope, rounded too.
 *
 * @param ownSlope of the first piece among the vertices.
 */
function fitLine(vertices: readonly Vertex[], ownSlope: Dyadic): FittedLine {
  const isOnePiece = vertices.length === 2;
  const slope = isOnePiece ? nearestFloat32(rationalOf(ownSlope)) : Math.fround(bestSlope(vertices.map(({ x, y }) => ({ x: x.value, y: y.value }))));
  const { value, deviation } = nearestValue(vertices, slope, ZERO);
  return { line: [slope + 0, value], deviation };
}

const ZERO = exactly(0);

/** |fl(value + fl(slope·x)) − (value + slope·x)| at the most. */
export function roundingOf([slope, value]: readonly [number, number], largest: number, from: number, to: number): number {
  const ofProduct = (HALF_UNIT * Math.abs(slope) * largest + HALF_LEAST) * UP;
  const result = Math.max(...[from, to].map((x) => Math.abs(slope * x + value))) + ofProduct;
  return (ofProduct + (HALF_UNIT * result + HALF_LEAST)) * UP;
}

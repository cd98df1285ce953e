// Fits a line to each block of cells of a grid and integers of 8 bits to the borders of the cells, which say how far the value there is from the
// line. Lines meet where blocks do, so that a block stores one integer of 16 bits.

import type { PiecewiseLinear } from "../../program/domains/piecewise-linear.ts";
import { bestSlope } from "../best-slope.ts";
import type { CellGrid } from "../cell-grid.ts";
import type { BorderValues } from "./border-values.ts";
import { LEAST_UNIT, MOST_UNITS } from "./fit-borders.ts";
import { deviationOf, roundingOf } from "./lines-between.ts";
import type { FittedElement } from "./number-kind.ts";

/**
 * A function as the values at the borders of cells, `unit`·(line + correction + offset / 2) each, where the line over a block goes from
 * start·2^exponent to end·2^exponent, the integers at its ends.
 */
export interface FittedBlocks extends FittedElement {
  /** One more than there are blocks; the last one may be of cells that are not there. */
  readonly ends: Int16Array;
  /** One more than there are cells. */
  readonly corrections: Int8Array;
  /** Twice what is added to each value. */
  readonly offset: number;
  /** A power of two. */
  readonly unit: number;
}

type Stored = Pick<FittedBlocks, "ends" | "corrections" | "offset" | "unit">;

/** @param exponent of the power of two that is the cells of a block. @param grid of cells a power of two wide. */
export function fitBlocks(target: PiecewiseLinear, grid: CellGrid, wanted: BorderValues, exponent: number): FittedBlocks {
  const stored = inLeastUnit(wanted.values, exponent);
  const { unit } = stored;
  const values = valuesOf(stored, exponent);
  return { ...stored, deviation: deviationOf(target, { grid, values, unit }), rounding: roundingOf({ values, unit }), monotony: wanted.monotony };
}

/** In the smallest unit of which all that is stored has few enough; of ever larger ones all becomes 0 in the end. */
function inLeastUnit(values: readonly number[], exponent: number): Stored {
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const reached = Math.max(Math.abs(least), Math.abs(greatest)) / MOST_UNITS;
  const needed = Math.max((greatest - least) / 2 ** (16 + exponent), reached, LEAST_UNIT);
  const ends = endsOfLines(values, 2 ** exponent);
  for (let unit = 2 ** Math.ceil(Math.log2(needed)); ; unit *= 2) {
    const stored = inUnits(values, ends, unit, exponent);
    if (stored !== undefined) return stored;
  }
}

/** Between the ends of the lines that are nearest to the values of the two blocks that an end is of. */
function endsOfLines(values: readonly number[], cells: number): readonly number[] {
  const lines = Array.from({ length: Math.ceil((values.length - 1) / cells) }, (_, block) => {
    const points = values.slice(block * cells, (block + 1) * cells + 1).map((y, x) => ({ x, y }));
    const slope = bestSlope(points);
    const rests = points.map(({ x, y }) => y - slope * x);
    const start = (Math.min(...rests) + Math.max(...rests)) / 2;
    return { start, end: start + slope * cells };
  });
  return Array.from({ length: lines.length + 1 }, (_, place) => {
    const [before, after] = [lines[place - 1]?.end, lines[place]?.start];
    return before === undefined ? after : after === undefined ? before : (before + after) / 2;
  });
}

/** Rounding each value keeps their order; what the line's ends are rounded by, corrections make good. Undefined where these are too large. */
function inUnits(values: readonly number[], ends: readonly number[], unit: number, exponent: number): Stored | undefined {
  const cells = 2 ** exponent;
  const middle = Math.round((Math.min(...values) + Math.max(...values)) / 2 / unit);
  const shifted = values.map((value) => Math.round(value / unit) - middle);
  const wanted = ends.map((end) => Math.round((end / unit - middle) / cells));
  const corrections = shifted.map((value, border) => value - lineAt(wanted, border, cells));
  const isStored = wanted.every((end) => end >= -(2 ** 15) && end < 2 ** 15) && corrections.every((one) => one >= -(2 ** 7) && one < 2 ** 7);
  return isStored ? { ends: Int16Array.from(wanted), corrections: Int8Array.from(corrections), offset: 2 * middle, unit } : undefined;
}

/** As block_border computes it. */
function lineAt(ends: ArrayLike<number>, border: number, cells: number): number {
  const block = Math.min(Math.floor(border / cells), ends.length - 2);
  return ends[block] * cells + (ends[block + 1] - ends[block]) * (border - block * cells);
}

function valuesOf({ ends, corrections, offset }: Stored, exponent: number): readonly number[] {
  return Array.from(corrections, (correction, border) => lineAt(ends, border, 2 ** exponent) + correction + offset / 2);
}

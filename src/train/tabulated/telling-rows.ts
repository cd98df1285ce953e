// Chooses rows of a dense table that tell all others: following thousands of rounded rows one by one follows their rounding. Fits
// nothing between them.

import type { Pausing } from "../pausing.ts";
import { interpolant } from "./interpolant.ts";
import type { Rows } from "./rows.ts";
import { selectRows } from "./rows.ts";

/** So few rows are all taken. */
const FEW = 65;

/** Rows that are begun with, evenly over a long table. */
const FIRST = 33;

/**
 * Rows, both ends among them, whose interpolant is within `tolerance` of all rows: between two of them the one in the middle is added wherever it
 * is not. Where rows have a jump or a kink, those beside it end up among them.
 */
export function* tellingRows(rows: Rows, uncertainty: number, tolerance: number): Pausing<Rows> {
  const count = rows.points.length;
  if (count <= FEW) return rows;
  let chosen: readonly number[] = Array.from({ length: FIRST }, (_, i) => Math.round((i * (count - 1)) / (FIRST - 1)));
  for (;;) {
    const finer = halvedWhereMissed(rows, interpolant(selectRows(rows, chosen), uncertainty), chosen, tolerance);
    if (finer.length === chosen.length) return selectRows(rows, chosen);
    chosen = finer;
    yield;
  }
}

function halvedWhereMissed(rows: Rows, follow: (x: number) => number, chosen: readonly number[], tolerance: number): readonly number[] {
  const isMissed = (row: number): boolean => !(Math.abs(follow(rows.points[row]) - rows.values[row]) <= tolerance);
  return chosen.flatMap((row, i) => {
    const next = chosen[i + 1] ?? row;
    for (let between = row + 1; between < next; between++) {
      if (isMissed(between)) return [row, (row + next) >> 1];
    }
    return [row];
  });
}

// Chooses between cells of equal width and segments with knots of their own.

import type { Optimisation } from "../codegen/lower/layout.ts";
import type { PiecewiseLinear } from "../program/domains/piecewise-linear.ts";
import { MOST_CELLS_FOR_ORDER, MOST_NUMBERS } from "../tables/tabulate.ts";
import { bytesOf } from "../tables/segments/finding.ts";
import { tabulateSegments, type SegmentTable } from "../tables/segments/tabulate-segments.ts";
import type { Candidate } from "./table-candidate.ts";

/** What the table is of, and what its error may be. */
export interface SegmentsWanted {
  readonly outputs: readonly PiecewiseLinear[];
  readonly low: number;
  readonly high: number;
  readonly optimize: Optimisation;
  /** Against a target, from which the network is `own` away, Infinity where nobody knows; against the network that is 0. */
  readonly allowed: number;
  readonly own: number;
}

/** Cells are found in less time than segments: only where they take as many times the bytes, and more than so many, are they given up. */
const [MORE_TIMES, MANY_BYTES] = [4, 8 * MOST_CELLS_FOR_ORDER];
/** A target may be followed by lines closer to the network than the error, and by ones further from it. */
const HALVINGS = 12;

/**
 * A table of segments where it is the better one: where there are no cells that suit, where these take much more memory, or, for size, any more.
 *
 * @param cells that suit, if there are any.
 * @param suit what a table is that suits.
 */
export function segmentsInPlace<Suited extends { readonly table: Candidate }>(
  { outputs, low, high, optimize, allowed, own }: SegmentsWanted,
  cells: Candidate | undefined,
  suit: (table: SegmentTable) => Suited | undefined,
): Suited | undefined {
  const mostBytes = bytesToBeat(cells, optimize);
  if (mostBytes <= 0) return undefined;
  const thrift = optimize === "size" ? "bytes" : "time";
  const suited = tabulateSegments(outputs, low, high, { thrift, mostBytes, errors: errorsToTry(allowed, own) }, suit);
  const isBetter = suited !== undefined && (cells === undefined || optimize === "speed" || suited.table.wholeBytes < cells.wholeBytes);
  return isBetter ? suited : undefined;
}

/** What knots and lines may take to be better than cells: 0 where cells are not to be given up. */
function bytesToBeat(cells: Candidate | undefined, optimize: Optimisation): number {
  const most = 4 * MOST_NUMBERS;
  if (cells === undefined) return most;
  if (optimize === "size") return Math.min(most, cells.wholeBytes - bytesOf({ kind: "search", comparisons: 1 }));
  return cells.bytes > MANY_BYTES ? cells.bytes / MORE_TIMES : 0;
}

function errorsToTry(allowed: number, own: number): readonly number[] {
  if (own === 0) return [allowed];
  const [most, least] = Number.isFinite(own) ? [allowed + own, own - allowed] : [2 * allowed, 0];
  // Lines less far from the network than `least` are too far from the target, as the network is.
  return Array.from({ length: HALVINGS + 1 }, (_, halving) => most / 2 ** halving).filter((error) => error >= least);
}

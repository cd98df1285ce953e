// Makes a table of segments with knots of their own: the coarsest ones that somebody is content with, and how the one of a number is found.

import type { PiecewiseLinear } from "../../program/domains/piecewise-linear.ts";
import { bytesOf, cheapestFinding, type Finding, type Thrift } from "./finding.ts";
import { fitSegments, type FittedSegments } from "./fit-segments.ts";

/** A table of segments and how the one of a number is found. */
export interface SegmentTable {
  readonly fitted: FittedSegments;
  readonly finding: Finding;
}

export interface SegmentWishes {
  readonly thrift: Thrift;
  /** Of knots and lines; a grid comes on top. */
  readonly mostBytes: number;
  /** How far lines may be from the functions, the coarsest first: ever more exact ones are tried. */
  readonly errors: readonly number[];
}

/**
 * @param outputs continuous, on the open interval between `low` and `high`, which are float32 numbers.
 * @param suit is asked of ever more exact segments: what a table is that suits.
 * @returns undefined where none of as many bytes does.
 */
export function tabulateSegments<Suited>(
  outputs: readonly PiecewiseLinear[],
  low: number,
  high: number,
  { thrift, mostBytes, errors }: SegmentWishes,
  suit: (table: SegmentTable) => Suited | undefined,
): Suited | undefined {
  const most = Math.floor(mostBytes / bytesOfSegment(outputs.length));
  for (const error of errors) {
    const fewest = fitSegments(outputs, low, high, error, most);
    if (fewest === undefined) return undefined;
    const fitted = nearest(fewest, (less) => fitSegments(outputs, low, high, less, fewest.knots.length));
    // A single line is no table: nothing is to be found.
    const suited = fitted.knots.length < 2 ? undefined : suit({ fitted, finding: cheapestFinding(fitted.knots, low, high, thrift) });
    if (suited !== undefined) return suited;
  }
  return undefined;
}

/** As few segments, but as near as halving the error finds them: they cost no more. */
function nearest(fitted: FittedSegments, fit: (error: number) => FittedSegments | undefined): FittedSegments {
  const nearer = fit(fitted.error / 2);
  return nearer === undefined ? fitted : nearest(nearer, fit);
}

/** A knot, and slope and value of every output. */
export function bytesOfSegment(outputs: number): number {
  return 4 + 8 * outputs;
}

/** Of what it holds. */
export function tableBytes({ fitted: { knots, outputs }, finding }: SegmentTable): number {
  return knots.length * bytesOfSegment(outputs.length) + (finding.kind === "grid" ? finding.starts.byteLength : 0);
}

/** Of what it holds and of the code that reads it, about. */
export function wholeBytes({ fitted: { knots, outputs }, finding }: SegmentTable): number {
  return knots.length * bytesOfSegment(outputs.length) + bytesOf(finding);
}

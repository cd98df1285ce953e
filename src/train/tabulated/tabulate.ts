// Makes a function of one variable from samples of one: what a network is to follow. Constructs no network.

import type { Pausing } from "../pausing.ts";
import { interpolant } from "./interpolant.ts";
import { noiseOf } from "./noise.ts";
import type { Rows } from "./rows.ts";
import { rowsOf } from "./rows.ts";
import { smooth } from "./smooth.ts";
import { tellingRows } from "./telling-rows.ts";
import { thinned } from "./thinned-rows.ts";
import { uncertaintyOf } from "./uncertainty.ts";

/** A function that samples tell. */
export interface Tabulated {
  /** In float64, on [low, high]. */
  readonly evaluate: (x: number) => number;
  /** The least and the greatest abscissa. */
  readonly low: number;
  readonly high: number;
  /** The standard deviation of a sample of weight 1; 0 where the function goes through the samples, but for their last digit. */
  readonly noise: number;
}

/** What a row that is left out may be off, in uncertainties: its own, and as much again for the function's by those around it. */
const TOLERANCE = 2.5;

/** A smooth curve has no more to tell, and takes a second from ten thousand rows on. */
const MOST_SMOOTHED = 2048;

/**
 * Through the samples where they are free of noise (`noiseOf`), else a smooth curve near them.
 *
 * @param weights as `rowsOf` takes them.
 * @returns undefined where there are fewer than two different abscissae.
 */
export function* tabulate(points: ArrayLike<number>, values: ArrayLike<number>, weights?: ArrayLike<number>): Pausing<Tabulated | undefined> {
  const rows = rowsOf(points, values, weights);
  const count = rows.points.length;
  if (count < 2) return undefined;
  const noise = yield* noiseOf(rows);
  const evaluate = noise > 0 ? (yield* smooth(thinned(rows, MOST_SMOOTHED))).evaluate : yield* throughRows(rows);
  return { evaluate, low: rows.points[0], high: rows.points[count - 1], noise };
}

function* throughRows(rows: Rows): Pausing<Tabulated["evaluate"]> {
  const uncertainty = uncertaintyOf(rows);
  return interpolant(yield* tellingRows(rows, uncertainty, uncertainty * TOLERANCE), uncertainty);
}

// Says of a network of functions that constants would have done better: that its training came to nothing. Trains nothing.

import type { MeasuredError } from "../network/model.ts";
import { RandomGenerator } from "../numeric/random.ts";
import { showError } from "../numeric/shown-number.ts";
import type { FunctionSource } from "../train/source.ts";

/** Points at which the targets are looked at: always the same. */
const POINTS = 2000;
const SEED = 1;
/** Of a target's size, what roundings of float32 can come to: a target that is constant is no better for being one. */
const ROUNDINGS = 1e-5;

/** A sentence without a full stop; undefined where the network is closer than the constants that are closest to its targets. */
export function constantNote({ rootMeanSquare: own }: MeasuredError, { targets, domain }: FunctionSource): string | undefined {
  const values = targets.map(() => new Float64Array(POINTS));
  const point = new Float64Array(domain.length);
  const random = new RandomGenerator(SEED);
  for (let row = 0; row < POINTS; row++) {
    // Of one variable evenly spaced, so that a few spikes weigh what they do.
    domain.forEach(({ low, high }, axis) => (point[axis] = domain.length === 1 ? low + ((high - low) * (row + 0.5)) / POINTS : random.uniformIn(low, high)));
    targets.forEach((target, output) => (values[output][row] = target.evaluate(point)));
  }
  const means = values.map((ofOne) => ofOne.reduce((sum, value) => sum + value, 0) / POINTS);
  const squares = values.map((ofOne, output) => ofOne.reduce((sum, value) => sum + (value - means[output]) ** 2, 0) / POINTS);
  const constant = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / targets.length);
  if (!(own > constant + ROUNDINGS * Math.max(...means.map(Math.abs)))) return undefined;
  const which = means.slice(0, 4).map((mean) => String(Number(mean.toPrecision(4)))).join(", ");
  const what = targets.length === 1 ? `the constant ${which} is` : `the constants ${which}${means.length > 4 ? ", …" : ""} are`;
  return `${what} closer: RMS ${showError(constant)}, the network's ${showError(own)}; more iterations, another seed or another learning rate may help`;
}

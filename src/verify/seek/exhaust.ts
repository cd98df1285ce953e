// Looks through the cells between the inputs of a profile, those first where a larger error is likeliest: rounding makes errors
// jump from one float32 to the next, so that only trying tells.

import { float32FromOrdinal, nextFloat32Up, ordinalOfFloat32 } from "../../numeric/float32.ts";
import type { Evaluations } from "./evaluations.ts";
import type { Profile } from "./seek-on-line.ts";

/** Inputs on each side that the height of an error is the mean of. */
const REACH = 5;
/** Inputs in a row whose errors are taken to be equally rough. */
const BLOCK = 32;
/** A cell that must rise by more deviations than these to reach the largest error is not looked through. */
const MOST_DEVIATIONS = 12;
/** Of a cell that holds more float32 as many are tried, evenly among them. */
const MOST_OF_CELL = 2048;
/** Inputs that are evaluated together. */
const BATCH = 16_384;

/** Tries at most `budget` inputs. */
export function exhaust(evaluations: Evaluations, { inputs, errors }: Profile, budget: number): void {
  const distances = distancesTo(evaluations.largest, errors);
  const distance = (cell: number): number => Math.min(distances[cell], distances[cell + 1]);
  const cells: number[] = [];
  for (let cell = 0; cell + 1 < inputs.length; cell++) {
    if (distance(cell) <= MOST_DEVIATIONS && nextFloat32Up(inputs[cell]) < inputs[cell + 1]) cells.push(cell);
  }
  cells.sort((one, other) => distance(one) - distance(other));
  let spent = 0;
  for (let next = 0; next < cells.length && spent < budget; ) {
    const batch: number[] = [];
    const most = Math.min(BATCH, budget - spent);
    for (; next < cells.length && batch.length < most; next++) fill(batch, inputs[cells[next]], inputs[cells[next] + 1], most);
    evaluations.try(Float32Array.from(batch));
    spent += batch.length;
  }
}

/** The float32 strictly between two, or enough of them. */
function fill(batch: number[], from: number, to: number, most: number): void {
  const [low, high] = [ordinalOfFloat32(from), ordinalOfFloat32(to)];
  const step = Math.max(1, (high - low) / MOST_OF_CELL);
  for (let place = low + step; place < high && batch.length < most; place += step) batch.push(float32FromOrdinal(Math.floor(place)));
}

/** By how many times what rounding changes it by the error around each input would have to rise to the largest one. */
function distancesTo(largest: number, errors: Float64Array): Float64Array {
  const roughness = roughnessOf(errors);
  return errors.map((_, i) => {
    const [from, to] = [Math.max(0, i - REACH), Math.min(errors.length - 1, i + REACH)];
    let sum = 0;
    for (let j = from; j <= to; j++) sum += errors[j];
    return (largest - sum / (to - from + 1)) / roughness[Math.floor(i / BLOCK)];
  });
}

/**
 * Per block of inputs the mean distance of their errors from the middle of their neighbours' errors, the two greatest of which
 * are left out: they may be kinks.
 */
function roughnessOf(errors: Float64Array): Float64Array {
  return Float64Array.from({ length: Math.ceil(errors.length / BLOCK) }, (_, block) => {
    const [from, to] = [Math.max(1, block * BLOCK), Math.min(errors.length - 1, (block + 1) * BLOCK)];
    let [sum, most, second] = [0, 0, 0];
    for (let i = from; i < to; i++) {
      const deviation = Math.abs(errors[i] - (errors[i - 1] + errors[i + 1]) / 2);
      sum += deviation;
      if (deviation > most) [most, second] = [deviation, most];
      else if (deviation > second) second = deviation;
    }
    return (sum - most - second) / Math.max(1, to - from - 2);
  });
}

// Judges a network by samples: how far each of its outputs is from their values, in the output's own unit, and on which lines most.
// Evaluates nothing and says nothing.

import type { Dataset } from "../train/data/dataset.ts";
import { unitOfHeader } from "../train/data/unit-of-header.ts";
import { errorOf } from "./seek/evaluations.ts";

/** What is known of the error of one output at some of the samples. */
export interface SampleError {
  /** The largest |network − sample|; Infinity where a result is no number. */
  readonly maximum: number;
  /** The line of the file where it is. */
  readonly line: number;
  readonly rootMeanSquare: number;
  readonly samples: number;
}

export interface JudgedOutput {
  /** The column as an identifier. */
  readonly name: string;
  /** Of the column's header; all errors are in it. */
  readonly unit: string | undefined;
  /** At all samples. */
  readonly error: SampleError;
  /** At those that the training set aside; undefined where it is not known which, or none were. */
  readonly heldOut: SampleError | undefined;
  /** The samples with the largest errors, the largest first. */
  readonly worst: readonly JudgedSample[];
}

export interface JudgedSample {
  /** Of the file, from 1. */
  readonly line: number;
  /** float32. */
  readonly point: readonly number[];
  /** As it is in the file, float64. */
  readonly wanted: number;
  /** The network's, float32. */
  readonly computed: number;
  /** |computed − wanted| */
  readonly error: number;
  /** Whether the training set it aside; undefined where that is not known. */
  readonly isHeldOut: boolean | undefined;
}

/** Lines that are named of one output, and of all together, but one of each at least. */
const MOST_OF_OUTPUT = 5;
const MOST_OF_ALL = 20;

/**
 * @param results count × outputs, float32.
 * @param heldOut ascending positions of the samples that the training set aside; undefined where that is not known.
 */
export function judgeSamples(dataset: Dataset, results: Float32Array, heldOut: Uint32Array | undefined): readonly JudgedOutput[] {
  const named = Math.max(1, Math.min(MOST_OF_OUTPUT, Math.floor(MOST_OF_ALL / dataset.outputs.length)));
  const aside = heldOut && new Set(heldOut);
  return dataset.outputs.map((variable, output) => {
    const errors = errorsOf(dataset, results, output);
    return {
      name: variable.name,
      unit: unitOfHeader(variable.header),
      error: summary(dataset, errors, undefined),
      heldOut: heldOut === undefined || heldOut.length === 0 ? undefined : summary(dataset, errors, heldOut),
      worst: largest(errors, named).map((row) => sampleAt(dataset, results, { row, output, error: errors[row] }, aside)),
    };
  });
}

function errorsOf({ samples: { values }, outputs, lines }: Dataset, results: Float32Array, output: number): Float64Array {
  const width = outputs.length;
  return Float64Array.from(lines, (_, row) => errorOf(results[row * width + output], values[row * width + output]));
}

/** Of the rows, or of all where they are left out; sums are in float64 in the order of the samples. */
function summary({ lines }: Dataset, errors: Float64Array, rows: Uint32Array | undefined): SampleError {
  const count = rows?.length ?? errors.length;
  let [maximum, worst, squares] = [-1, 0, 0];
  for (let i = 0; i < count; i++) {
    const row = rows?.[i] ?? i;
    squares += errors[row] * errors[row];
    if (errors[row] > maximum) [maximum, worst] = [errors[row], row];
  }
  return { maximum, line: lines[worst], rootMeanSquare: Math.sqrt(squares / count), samples: count };
}

/** The positions of the largest numbers, the largest first; of equal ones the first. */
function largest(errors: Float64Array, count: number): readonly number[] {
  const found: number[] = [];
  for (let row = 0; row < errors.length; row++) {
    if (found.length === count && errors[row] <= errors[found[count - 1]]) continue;
    const place = found.findIndex((other) => errors[row] > errors[other]);
    found.splice(place < 0 ? found.length : place, 0, row);
    if (found.length > count) found.pop();
  }
  return found;
}

function sampleAt(
  { samples: { points, values }, inputs, outputs, lines }: Dataset,
  results: Float32Array,
  { row, output, error }: { readonly row: number; readonly output: number; readonly error: number },
  aside: ReadonlySet<number> | undefined,
): JudgedSample {
  const at = row * outputs.length + output;
  const point = [...points.subarray(row * inputs.length, (row + 1) * inputs.length)];
  return { line: lines[row], point, wanted: values[at], computed: results[at], error, isHeldOut: aside?.has(row) };
}

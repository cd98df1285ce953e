// Brings every column of a dataset to mean 0 and deviation 1, which is what a training likes best. Folds nothing back.

import { prose, setting } from "../../diagnostics/prose.ts";
import { withWeights, type Samples } from "../second-order/fixed-samples.ts";
import type { Dataset, DataVariable } from "./dataset.ts";
import { dataError } from "./table.ts";

/** z = (x − mean) / deviation of one column, in float64; the deviation is positive. */
export interface ColumnScaling {
  readonly mean: number;
  readonly deviation: number;
}

export interface Scaling {
  readonly inputs: readonly ColumnScaling[];
  readonly outputs: readonly ColumnScaling[];
}

export interface Standardised {
  /** The samples in standardised units, computed in float64; points are rounded to float32. */
  readonly samples: Samples;
  readonly scaling: Scaling;
}

/** Of what stays as it is. */
const UNSCALED: ColumnScaling = { mean: 0, deviation: 1 };

/**
 * Standardises a dataset by its own means and deviations √(Σ(x − mean)² / n), two passes in float64. Probabilities of classes stay as
 * they are; weights have the mean 1, and samples of weight 0 have no part in means and deviations.
 *
 * @throws DiagnosticError (model) where a column is constant in these samples.
 */
export function standardise(dataset: Dataset): Standardised {
  const { points, values, weights } = dataset.samples;
  const counting = countingSamples(dataset);
  const inputs = dataset.inputs.map((variable, column) => columnScaling(dataset, variable, counting, points, column));
  const outputs = dataset.outputs.map((variable, column) =>
    dataset.classes === undefined ? columnScaling(dataset, variable, counting, values, column) : UNSCALED,
  );
  const standardised = {
    points: scaled(points, inputs, new Float32Array(points.length)),
    values: scaled(values, outputs, new Float64Array(values.length)),
  };
  return { samples: withWeights(standardised, weights && withMeanOne(weights)), scaling: { inputs, outputs } };
}

/** In two steps, so that no sum is beyond float64. */
function withMeanOne(weights: Float64Array): Float64Array {
  const most = weights.reduce((one, other) => Math.max(one, other));
  const mean = weights.reduce((sum, weight) => sum + weight / most, 0) / weights.length;
  return weights.map((weight) => weight / most / mean);
}

/** Standardises further samples by a scaling found before: row-major, one column per scaling. */
export function scaled<Numbers extends Float32Array | Float64Array>(
  from: Float32Array | Float64Array,
  columns: readonly ColumnScaling[],
  into: Numbers,
): Numbers {
  for (let i = 0; i < from.length; i++) {
    const { mean, deviation } = columns[i % columns.length];
    into[i] = (from[i] - mean) / deviation;
  }
  return into;
}

function columnScaling(
  { file, lines }: Dataset,
  { header, name, number }: DataVariable,
  counting: Uint32Array,
  values: Float32Array | Float64Array,
  column: number,
): ColumnScaling {
  const width = values.length / lines.length;
  const first = values[counting[0] * width + column];
  let sum = 0;
  let isConstant = true;
  for (const sample of counting) {
    const value = values[sample * width + column];
    sum += value - first;
    if (value !== first) isConstant = false;
  }
  const title = header === "" ? name : header;
  if (isConstant) {
    throw dataError("column-constant", `${file}: column ${number} (${title})`, {
      message: `'${title}' is constant in the samples that are trained on`,
      note: `it is ${first} in all ${counting.length} of them`,
      hint: prose`hold out fewer samples or others by ${setting("holdOut")} and ${setting("seed")}, or leave the column out`,
    });
  }
  // Differences from one of the values, so that a mean far from 0 costs no digits.
  const mean = first + sum / counting.length;
  let squares = 0;
  for (const sample of counting) squares += (values[sample * width + column] - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / counting.length) };
}

function countingSamples({ lines, samples: { weights } }: Dataset): Uint32Array {
  const all = Uint32Array.from(lines.keys());
  return weights === undefined ? all : all.filter((sample) => weights[sample] > 0);
}

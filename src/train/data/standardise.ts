// Brings every column of a dataset to mean 0 and deviation 1, which is what a training likes best. Folds nothing back.

import { prose, setting } from "../../diagnostics/prose.ts";
import type { Samples } from "../second-order/fixed-samples.ts";
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
 * they are.
 *
 * @throws DiagnosticError (model) where a column is constant in these samples.
 */
export function standardise(dataset: Dataset): Standardised {
  const { points, values } = dataset.samples;
  const inputs = dataset.inputs.map((variable, column) => columnScaling(dataset, variable, points, column, dataset.inputs.length));
  const outputs = dataset.outputs.map((variable, column) =>
    dataset.classes === undefined ? columnScaling(dataset, variable, values, column, dataset.outputs.length) : UNSCALED,
  );
  const samples = {
    points: scaled(points, inputs, new Float32Array(points.length)),
    values: scaled(values, outputs, new Float64Array(values.length)),
  };
  return { samples, scaling: { inputs, outputs } };
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
  values: Float32Array | Float64Array,
  column: number,
  width: number,
): ColumnScaling {
  const first = values[column];
  let sum = 0;
  let isConstant = true;
  for (let i = column; i < values.length; i += width) {
    sum += values[i] - first;
    if (values[i] !== first) isConstant = false;
  }
  const title = header === "" ? name : header;
  if (isConstant) {
    throw dataError("column-constant", `${file}: column ${number} (${title})`, {
      message: `'${title}' is constant in the samples that are trained on`,
      note: `it is ${first} in all ${lines.length} of them`,
      hint: prose`hold out fewer samples or others by ${setting("holdOut")} and ${setting("seed")}, or leave the column out`,
    });
  }
  // Differences from one of the values, so that a mean far from 0 costs no digits.
  const mean = first + sum / lines.length;
  let squares = 0;
  for (let i = column; i < values.length; i += width) squares += (values[i] - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / lines.length) };
}

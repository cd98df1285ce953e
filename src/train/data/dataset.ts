// A dataset: samples of chosen columns, checked and in raw units, and parts of it. Scales nothing.

import type { DomainVariable, RecordedClasses } from "../../network/model.ts";
import { withWeights, type Samples } from "../second-order/fixed-samples.ts";

/** A column that is an input or an output; `low` and `high` are the least and the greatest value of the whole file, as read. */
export interface DataVariable extends DomainVariable {
  /** The header as it is in the file. */
  readonly header: string;
  /** Of the column in the file, from 1. */
  readonly number: number;
}

export interface Dataset {
  /** As the file is called in messages. */
  readonly file: string;
  readonly inputs: readonly DataVariable[];
  readonly outputs: readonly DataVariable[];
  /** points[samples × inputs], float32, as the function will be given them; values[samples × outputs], float64, as read; their weights, as read. */
  readonly samples: Samples;
  /** The line of the file each sample stands on. */
  readonly lines: Uint32Array;
  /** What the outputs are probabilities of; absent where they are numbers. Their values are then 0 and 1. */
  readonly classes?: RecordedClasses;
  /** What is worth knowing of how it was chosen: sentences, without a full stop; absent where there is nothing. */
  readonly notes?: readonly string[];
}

export function sampleCount({ lines }: Dataset): number {
  return lines.length;
}

/** The samples at the positions given, in that order; the variables stay those of the whole file. */
export function selectSamples(dataset: Dataset, positions: Uint32Array): Dataset {
  const { points, values, weights } = dataset.samples;
  const part = {
    points: selectRows(points, dataset.inputs.length, positions, new Float32Array(positions.length * dataset.inputs.length)),
    values: selectRows(values, dataset.outputs.length, positions, new Float64Array(positions.length * dataset.outputs.length)),
  };
  const samples = withWeights(part, weights && selectRows(weights, 1, positions, new Float64Array(positions.length)));
  return { ...dataset, samples, lines: positions.map((position) => dataset.lines[position]) };
}

/** Rows of so many numbers, at these positions, in `into`. */
export function selectRows<Numbers extends Float32Array | Float64Array>(
  from: Numbers,
  width: number,
  positions: Uint32Array,
  into: Numbers,
): Numbers {
  for (let row = 0; row < positions.length; row++) {
    for (let column = 0; column < width; column++) into[row * width + column] = from[positions[row] * width + column];
  }
  return into;
}

// The errors that a record of a training on data has of another network: at the samples that were trained on, and at those that were set
// aside. Evaluates nothing.

import type { TrainingRecord } from "../network/model.ts";
import type { ModelSamples } from "../run/model-samples.ts";
import { sampleCount, selectRows, selectSamples } from "../train/data/dataset.ts";
import { measureOnData } from "../train/data/dataset-error.ts";

/**
 * The record without errors where the samples are not those of the training, have no values for the outputs, or do not tell which were set aside.
 *
 * @param record without errors.
 * @param results samples × outputs, float32.
 */
export function measuredOnSamples(record: TrainingRecord, { dataset, isTrainedOn, heldOut }: ModelSamples, results: Float32Array): TrainingRecord {
  const { data } = record;
  if (data === undefined || isTrainedOn !== true || dataset.outputs.length === 0) return record;
  if (heldOut === undefined && data.split !== undefined) return record;
  const aside = new Set(heldOut);
  const positions = Uint32Array.from({ length: sampleCount(dataset) }, (_, position) => position).filter((position) => !aside.has(position));
  const width = dataset.outputs.length;
  const errorAt = (rows: Uint32Array) => measureOnData(selectSamples(dataset, rows), selectRows(results, width, rows, new Float32Array(rows.length * width)));
  return { ...record, error: errorAt(positions), data: { ...data, heldOut: heldOut && errorAt(heldOut) } };
}

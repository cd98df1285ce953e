// Prepares a table for training: chosen, split, standardised, and with what is worth knowing about it. Trains nothing.

import type { RecordedSplit } from "../../network/model.ts";
import type { ColumnChoice } from "./choose-columns.ts";
import { chooseColumns } from "./choose-columns.ts";
import { chooseHoldOut } from "./choose-hold-out.ts";
import { findContradictions } from "./contradictions.ts";
import type { Dataset } from "./dataset.ts";
import { splitHoldOut } from "./split.ts";
import type { Scaling, Standardised } from "./standardise.ts";
import { standardise } from "./standardise.ts";
import type { Table } from "./table.ts";

/** A mean this many deviations from 0 costs ten of the 24 bits of a float32. */
const FAR_FROM_ZERO = 1024;

export interface PreparedDataset {
  /** In raw units. */
  readonly training: Dataset;
  /** In raw units; undefined where no samples are set aside. */
  readonly heldOut: Dataset | undefined;
  /** How the samples were set aside; undefined where none are. */
  readonly split: RecordedSplit | undefined;
  /** The training samples in standardised units, and how they came to them. */
  readonly standardised: Standardised;
  /** Sentences, without a full stop, for the user: nothing that stops a training. */
  readonly notes: readonly string[];
}

export interface Preparation extends ColumnChoice {
  /** The share of samples to set aside, from 0 to less than 1; where it is left out, the samples decide. */
  readonly holdOut?: number | undefined;
  /** 0 … 2^32 − 1. */
  readonly seed: number;
}

/** @throws DiagnosticError as chooseColumns, splitHoldOut and standardise. */
export function prepareDataset(table: Table, preparation: Preparation): PreparedDataset {
  const dataset = chooseColumns(table, preparation);
  const holdOut = chooseHoldOut(dataset, preparation.holdOut);
  const { training, heldOut } = splitHoldOut(dataset, holdOut.share, preparation.seed);
  const standardised = standardise(training);
  const notes = [...table.notes, ...(dataset.notes ?? []), ...holdOut.notes, ...contradictionNotes(dataset), ...offsetNotes(dataset, standardised.scaling)];
  const split = heldOut === undefined ? undefined : { share: holdOut.share, seed: preparation.seed };
  return { training, heldOut, split, standardised, notes };
}

function contradictionNotes(dataset: Dataset): readonly string[] {
  const found = findContradictions(dataset);
  if (found === undefined) return [];
  const { count, line, earlierLine, leastError } = found;
  const who = count === 1 ? "one sample has" : `${count} samples have`;
  const where = `${count === 1 ? "" : "the first "}on line ${line}, after line ${earlierLine}`;
  if (dataset.classes !== undefined) return [`${who} the inputs of an earlier one and another class, ${where}; nothing can be right about both`];
  return [`${who} the inputs of an earlier one and other outputs, ${where}; the error cannot be less than ${leastError.toPrecision(3)}`];
}

function offsetNotes({ inputs }: Dataset, scaling: Scaling): readonly string[] {
  return inputs.flatMap(({ header, name }, position) => {
    const { mean, deviation } = scaling.inputs[position];
    if (Math.abs(mean) < FAR_FROM_ZERO * deviation) return [];
    const title = header === "" ? name : header;
    const size = `${mean.toPrecision(3)} ± ${deviation.toPrecision(3)}`;
    return [`the input '${title}', ${size}, is far from 0 for its spread, which costs digits in float32; subtract a constant from it`];
  });
}

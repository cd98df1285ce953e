// Finds in a file of samples what a trained network is judged by: its columns, and which samples its training set aside. Judges nothing.

import type { DataRecord, TrainingRecord } from "../network/model.ts";
import type { Program } from "../program/program.ts";
import { callingConvention } from "../program/program.ts";
import type { ColumnChoice } from "../train/data/choose-columns.ts";
import type { Dataset } from "../train/data/dataset.ts";
import { sampleCount } from "../train/data/dataset.ts";
import type { NetworkNames } from "../train/data/match-columns.ts";
import { matchColumns, matchedDataset, outputsMissing } from "../train/data/match-columns.ts";
import { dropMissing, sameColumns } from "../train/data/missing.ts";
import type { Column } from "../train/data/table.ts";
import { heldOutPositions } from "../train/data/split.ts";
import type { Samples, SamplesName } from "./choose-source.ts";

/** Samples for a network, in its order. */
export interface ModelSamples {
  /** Without outputs where the file has none. */
  readonly dataset: Dataset;
  readonly file: SamplesName;
  /** Whether the network was trained on this very file; undefined where its record names none. */
  readonly isTrainedOn: boolean | undefined;
  /** Ascending positions of the samples that the training set aside; undefined where it is not known which. */
  readonly heldOut: Uint32Array | undefined;
  /** Sentences for the user, without a full stop. */
  readonly notes: readonly string[];
}

/** What is judged: a program, and what its model records. */
export interface SampledModel {
  readonly program: Program;
  readonly record: TrainingRecord | undefined;
}

/** @throws DiagnosticError as matchColumns and matchedDataset. */
export function samplesOfModel(model: SampledModel, samples: Samples, choice: ColumnChoice): ModelSamples {
  const names = networkNames(model);
  const recorded = model.record?.data;
  const matched = matchColumns(samples.table, names, choice);
  const used = [...matched.inputs, ...(matched.outputs ?? [])];
  const table = choice.missing === "drop" ? dropMissing(samples.table, used) : samples.table;
  const found = (columns: readonly Column[]): readonly Column[] => sameColumns(columns, samples.table, table);
  const dataset = matchedDataset(table, { ...matched, inputs: found(matched.inputs), outputs: matched.outputs && found(matched.outputs) }, recorded);
  const isTrainedOn = recorded === undefined ? undefined : recorded.sha256 === samples.sha256;
  return {
    dataset,
    file: { name: samples.name, sha256: samples.sha256 },
    isTrainedOn,
    heldOut: isTrainedOn === true ? setAside(model.record, sampleCount(dataset)) : undefined,
    notes: [
      ...table.notes,
      ...(matched.isByPosition ? [`columns are matched by their places: ${pairs(dataset, names)}`] : []),
      ...(recorded === undefined ? [] : [
        isTrainedOn === true
          ? `${samples.table.file} is the file the network was trained on`
          : `${samples.table.file} is not the file the network was trained on, ${recorded.file}: its bytes are others`,
      ]),
    ],
  };
}

/** As samplesOfModel. @throws DiagnosticError (usage) as well where the file has no columns for the outputs. */
export function judgingSamples(model: SampledModel, samples: Samples, choice: ColumnChoice): ModelSamples {
  const found = samplesOfModel(model, samples, choice);
  if (found.dataset.outputs.length === 0) throw outputsMissing(samples.table, networkNames(model));
  return found;
}

/** Undefined where the record does not say, or says it of other samples than there are. */
function setAside(record: TrainingRecord | undefined, count: number): Uint32Array | undefined {
  const { heldOut, split } = record?.data ?? {};
  if (record?.error === undefined || heldOut === undefined || split === undefined) return undefined;
  const positions = heldOutPositions(count, split.share, split.seed);
  return positions.length === heldOut.samples && count - positions.length === record.error.samples ? positions : undefined;
}

function networkNames({ program, record }: SampledModel): NetworkNames {
  const { inputs, outputs } = callingConvention(program);
  return {
    inputs: record?.domain.map(({ name }) => name) ?? elementNames(inputs),
    ...outputNames(record?.data, elementNames(outputs)),
  };
}

/** The column of the labels, where there is one for all outputs of a classifier. */
function outputNames(recorded: DataRecord | undefined, otherwise: readonly string[]): Pick<NetworkNames, "outputs" | "areLabels"> {
  const classes = recorded?.classes;
  if (classes?.kind === "one-of" && classes.column !== "") return { outputs: [classes.column], areLabels: true };
  return { outputs: recorded?.outputs.map(({ name }) => name) ?? otherwise };
}

/** `x` of a buffer of one element, `x[0]`, `x[1]`, … of one of more. */
export function elementNames(buffers: readonly { readonly buffer: { readonly name: string; readonly size: number } }[]): readonly string[] {
  return buffers.flatMap(({ buffer: { name, size } }) => (size === 1 ? [name] : Array.from({ length: size }, (_, element) => `${name}[${element}]`)));
}

/** `a is x, b is y`: at most four. */
function pairs({ inputs, outputs }: Dataset, names: NetworkNames): string {
  const most = 4;
  const variables = [...inputs, ...outputs];
  const called = [...names.inputs, ...names.outputs];
  const shown = variables.slice(0, most).map(({ header, name }, place) => `${header === "" ? name : header} is ${called[place]}`);
  return [...shown, ...(variables.length > most ? ["…"] : [])].join(", ");
}

// Matches the columns of a table with the inputs and outputs of a network that is trained already. Judges and trains nothing:
// a constant column or a single sample will do.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { prose, setting } from "../../diagnostics/prose.ts";
import type { DataRecord } from "../../network/model.ts";
import type { ColumnChoice } from "./choose-columns.ts";
import { checkCells, columnsNamed, extremes, listed, samplesIn } from "./choose-columns.ts";
import type { Dataset, DataVariable } from "./dataset.ts";
import { knownLabelPositions, labelValues } from "./labels.ts";
import type { Column, Table } from "./table.ts";
import { title } from "./table.ts";

/** What a network calls the elements of its inputs and outputs. */
export interface NetworkNames {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Whether the output is a column of labels, which may be words. */
  readonly areLabels?: boolean;
}

export interface MatchedColumns {
  readonly inputs: readonly Column[];
  /** undefined where the table has none for the outputs. */
  readonly outputs: readonly Column[] | undefined;
  /** Whether some were taken because of where they stand, their names telling nothing. */
  readonly isByPosition: boolean;
}

/**
 * The columns that are chosen; where none are, those that are called as the network's; where no name fits, the others in their order,
 * provided that there are as many as are needed.
 *
 * @throws DiagnosticError (usage) for columns that are not there or named twice, for a wrong number of them, and where no columns can
 * be told to be the inputs.
 */
export function matchColumns(table: Table, names: NetworkNames, choice: ColumnChoice): MatchedColumns {
  const chosenOutputs = choice.outputs && chosen(table, choice.outputs, names.outputs, "outputs");
  const chosenInputs = choice.inputs && chosen(table, choice.inputs, names.inputs, "inputs");
  const inputs = chosenInputs ?? calledAs(table, names.inputs, chosenOutputs);
  const outputs = chosenOutputs ?? calledAs(table, names.outputs, inputs);
  const rest = table.columns.filter((column) => !(inputs?.includes(column) ?? false) && !(outputs?.includes(column) ?? false));
  if (inputs !== undefined) {
    if (outputs !== undefined) return { inputs, outputs, isByPosition: false };
    // A column that begins with text is no output.
    const fits = rest.length === names.outputs.length && (names.areLabels === true || rest.every(({ refused }) => refused?.row !== 0));
    return fits ? { inputs, outputs: rest, isByPosition: true } : { inputs, outputs, isByPosition: false };
  }
  if (outputs !== undefined && rest.length === names.inputs.length) return { inputs: rest, outputs, isByPosition: true };
  const isNamed = table.columns.some((column) => [...names.inputs, ...names.outputs].some((name) => isCalled(column, name)));
  if (outputs !== undefined || isNamed) throw doesNotFit(table, names);
  const [width, count] = [names.inputs.length, names.outputs.length];
  if (rest.length === width) return { inputs: rest, outputs: undefined, isByPosition: true };
  if (rest.length !== width + count) throw doesNotFit(table, names);
  return { inputs: rest.slice(0, width), outputs: rest.slice(width), isByPosition: true };
}

/**
 * The samples in matched columns; without outputs they have no values.
 *
 * @param recorded of the training, where it is known: what the outputs of a classifier are.
 * @throws DiagnosticError (model) for cells that are no finite float32 numbers, nor labels that a classifier knows.
 */
export function matchedDataset(table: Table, { inputs, outputs = [] }: MatchedColumns, recorded?: Pick<DataRecord, "outputs" | "classes">): Dataset {
  const { classes } = recorded ?? {};
  if (recorded !== undefined && classes?.kind === "one-of" && classes.column !== "" && outputs.length === 1) {
    checkCells(table, inputs);
    const values = labelValues(knownLabelPositions(table, outputs[0], classes.labels), recorded.outputs.length);
    const probabilities = recorded.outputs.map((one) => ({ ...one, header: one.name, number: outputs[0].number }));
    const { points } = samplesIn(table, inputs, []);
    return { file: table.file, inputs: inputs.map(variable), outputs: probabilities, samples: { points, values }, lines: table.lines, classes };
  }
  checkCells(table, [...inputs, ...outputs]);
  return {
    file: table.file,
    inputs: inputs.map(variable),
    outputs: outputs.map(variable),
    samples: samplesIn(table, inputs, outputs),
    lines: table.lines,
    ...(classes === undefined || outputs.length === 0 ? {} : { classes }),
  };
}

/** What is wrong with a table that was to judge a network, and has no columns that are its outputs. */
export function outputsMissing(table: Table, names: NetworkNames): DiagnosticError {
  return doesNotFit(table, names);
}

function chosen(table: Table, words: readonly string[], names: readonly string[], role: "inputs" | "outputs"): readonly Column[] {
  const columns = columnsNamed(table, words, role);
  if (columns.length === names.length) return columns;
  throw new DiagnosticError({
    id: "columns-wrong-count",
    message: `${counted(columns.length, "column")} for ${counted(names.length, role.slice(0, -1))} of the network`,
    place: setting(role),
    note: `the network's ${role}: ${listed(names)}`,
    hint: "name one column for each, in this order",
  });
}

/** undefined where not all of the names are those of columns that are not taken. */
function calledAs(table: Table, names: readonly string[], taken: readonly Column[] = []): readonly Column[] | undefined {
  const free = table.columns.filter((column) => !taken.includes(column));
  const found = names.flatMap((name) => free.filter((column) => isCalled(column, name)).slice(0, 1));
  return found.length === names.length ? found : undefined;
}

function isCalled({ header, name }: Column, wanted: string): boolean {
  return header === wanted || name === wanted;
}

function variable({ name, header, number, values }: Column): DataVariable {
  const [low, high] = extremes(values);
  return { name, header, number, low, high };
}

function doesNotFit(table: Table, { inputs, outputs }: NetworkNames): DiagnosticError {
  return new DiagnosticError({
    id: "columns-do-not-fit",
    message: `the columns of ${table.file} cannot be told to be the network's`,
    place: setting("data"),
    note: `the network's inputs: ${listed(inputs)}; its outputs: ${listed(outputs)}; the columns: ${listed(table.columns.map(title))}`,
    hint: prose`name the columns by ${setting("inputs")} and ${setting("outputs")}, in the network's order`,
  });
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

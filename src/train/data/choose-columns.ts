// Chooses which columns of a table are inputs and outputs, and checks their values. Splits and scales nothing.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { DiagnosticId } from "../../diagnostics/ids.ts";
import type { Prose } from "../../diagnostics/prose.ts";
import { prose, setting } from "../../diagnostics/prose.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { checkSize, MAXIMUM_UNITS } from "../architecture.ts";
import { withWeights, type Samples } from "../second-order/fixed-samples.ts";
import { classOutputs } from "./class-outputs.ts";
import type { Dataset, DataVariable } from "./dataset.ts";
import { dropMissing, refusedAsMissing, sameColumns, type Missing } from "./missing.ts";
import type { Column, Table } from "./table.ts";
import { dataError, placeOfCell, placeOfColumn, shownText, title } from "./table.ts";
import type { Task } from "./task.ts";
import { withoutUnit } from "./unit-of-header.ts";
import { weightsOf } from "./weights.ts";

/** Columns by their headers or by the names made of them. */
export interface ColumnChoice {
  /** All columns but the outputs and the weights where it is left out. */
  readonly inputs?: readonly string[];
  /** The last column but the weights where it is left out. */
  readonly outputs?: readonly string[];
  /** How much each sample counts; all count the same where it is left out. */
  readonly weight?: string | undefined;
  /** What the outputs are taken for; where it is left out, their cells tell. */
  readonly task?: Task | undefined;
  /** What becomes of samples with missing cells: they are refused where it is left out. */
  readonly missing?: Missing | undefined;
}

type RoleSetting = "inputs" | "outputs" | "weight";

/**
 * The samples in the chosen columns. Inputs are rounded to float32, which is what the network will be given.
 *
 * @throws DiagnosticError: usage for columns that are not there, are named twice or are both input and output; model for
 * fewer than two samples, cells that are no finite float32 numbers, columns without a name and constant columns.
 */
export function chooseColumns(whole: Table, choice: ColumnChoice): Dataset {
  const weighing = choice.weight === undefined ? [] : columnsNamed(whole, [choice.weight], "weight");
  const usual = whole.columns.filter((column) => !weighing.includes(column));
  const named = choice.outputs === undefined ? usual.slice(-1) : columnsNamed(whole, choice.outputs, "outputs");
  const others = choice.inputs === undefined ? usual.filter((column) => !named.includes(column)) : columnsNamed(whole, choice.inputs, "inputs");
  checkRoles(whole, others, named, choice);
  checkWeighing(weighing, [...others, ...named]);
  const table = choice.missing === "drop" ? dropMissing(whole, [...others, ...named, ...weighing]) : whole;
  const [inputs, outputs, weighed] = [others, named, weighing].map((columns) => sameColumns(columns, whole, table));
  checkCells(table, weighed);
  const [weights] = weighed.map((column) => weightsOf(table, column));
  const labelled = classOutputs(table, outputs, choice.task);
  checkCells(table, labelled === undefined ? [...inputs, ...outputs] : inputs);
  checkCount(table);
  const chosenInputs = inputs.map((column) => variable(table, column, "input", inputs));
  const common = { file: table.file, inputs: chosenInputs, lines: table.lines };
  if (labelled !== undefined) {
    const { outputs: probabilities, values, classes, notes } = labelled;
    const said = [...droppedNotes(table, whole), ...notes];
    return { ...common, outputs: probabilities, samples: withWeights({ points: samplesIn(table, inputs, []).points, values }, weights), classes, notes: said };
  }
  return {
    ...common,
    notes: droppedNotes(table, whole),
    outputs: outputs.map((column) => variable(table, column, "output", inputs)),
    samples: withWeights(samplesIn(table, inputs, outputs), weights),
  };
}

function droppedNotes({ notes }: Table, whole: Table): readonly string[] {
  return notes.slice(whole.notes.length);
}

/** The numbers of columns by samples; inputs are rounded to float32. */
export function samplesIn({ lines }: Table, inputs: readonly Column[], outputs: readonly Column[]): Samples {
  const points = interleaved(inputs, new Float32Array(lines.length * inputs.length));
  // A number too small for float32 may have become −0; a sample at −0 is one at 0.
  for (let i = 0; i < points.length; i++) points[i] += 0;
  return { points, values: interleaved(outputs, new Float64Array(lines.length * outputs.length)) };
}

/**
 * Columns by their headers, or names, or headers without a unit where one alone is called so.
 *
 * @throws DiagnosticError (usage) for one that is not there or is named twice.
 */
export function columnsNamed(table: Table, words: readonly string[], role: RoleSetting): readonly Column[] {
  const columns = words.map((word) => {
    const wanted = word.trim();
    const found = table.columns.find(({ header }) => header === wanted) ?? table.columns.find(({ name }) => name === wanted) ?? onlyWithUnit(table, wanted);
    if (found !== undefined && wanted !== "") return found;
    const known = table.columns.map(({ header, name }) => (header === "" ? name : header));
    const near = didYouMean(wanted, [...known, ...table.columns.map(({ name }) => name)]);
    throw usage("column-unknown", role, `${table.file} has no column ${shownText(wanted)}`, `its columns are ${listed(known)}`, near);
  });
  const repeated = columns.find((column, position) => columns.indexOf(column) < position);
  if (repeated !== undefined) {
    throw usage(
      "column-named-twice",
      role,
      `the column '${title(repeated)}' is named twice`,
      undefined,
      "name each column once",
    );
  }
  return columns;
}

function onlyWithUnit({ columns }: Table, wanted: string): Column | undefined {
  const called = columns.filter(({ header }) => withoutUnit(header) === wanted);
  return called.length === 1 ? called[0] : undefined;
}

function checkRoles(table: Table, inputs: readonly Column[], outputs: readonly Column[], choice: ColumnChoice): void {
  const both = outputs.find((column) => inputs.includes(column));
  if (both !== undefined) {
    const isLast = choice.outputs === undefined;
    throw usage(
      "column-in-both-roles",
      isLast ? "inputs" : "outputs",
      `the column '${title(both)}' is both input and output`,
      isLast ? prose`the last column is the output where ${setting("outputs")} is left out` : undefined,
      isLast ? prose`name the output columns by ${setting("outputs")}` : "leave it out of one of them",
    );
  }
  if (inputs.length === 0) {
    throw usage(
      "input-columns-missing",
      "outputs",
      `no column of ${table.file} is left to be an input`,
      undefined,
      "name fewer outputs",
    );
  }
  checkSize("the number of inputs", inputs.length, MAXIMUM_UNITS, "inputs");
  checkSize("the number of outputs", outputs.length, MAXIMUM_UNITS, "outputs");
  const nameless = [...inputs, ...outputs].find(({ header }) => header === "");
  if (nameless === undefined) return;
  const { number, name } = nameless;
  if ([...(choice.inputs ?? []), ...(choice.outputs ?? [])].some((word) => word.trim() === name)) return;
  throw dataError("column-nameless", placeOfColumn(table.file, nameless), {
    message: `column ${number} has no name`,
    note: "it may be nothing but the numbers of the lines",
    hint: prose`name it in the header, name the columns to use by ${setting("inputs")} and ${setting("outputs")}, or call it ${name} there`,
  });
}

function checkWeighing([weight]: readonly Column[], others: readonly Column[]): void {
  if (weight === undefined || !others.includes(weight)) return;
  throw usage("column-in-both-roles", "weight", `the column '${title(weight)}' is a weight and an input or output`, undefined, "leave it out of one of them");
}

/** @throws DiagnosticError (model) for the first cell of these columns that is no finite float32. */
export function checkCells(table: Table, columns: readonly Column[]): void {
  const refused = columns
    .flatMap((column) => (column.refused === undefined ? [] : [{ column, ...column.refused }]))
    .sort((one, other) => one.row - other.row || one.column.number - other.column.number);
  const [first] = refused;
  if (first === undefined) return;
  const { column, row, problem } = first;
  const said = column.missing[0] === row ? refusedAsMissing(problem, columns) : problem;
  throw dataError("data-value-invalid", placeOfCell(table, column, row), said);
}

function checkCount({ file, lines }: Table): void {
  if (lines.length > 1) return;
  throw dataError("data-samples-missing", file, {
    message: "the file has one sample",
    note: "nothing can be learned from a single one",
    hint: "add more samples",
  });
}

function interleaved<Numbers extends Float32Array | Float64Array>(columns: readonly Column[], into: Numbers): Numbers {
  columns.forEach(({ values }, position) => {
    for (let row = 0; row < values.length; row++) into[row * columns.length + position] = values[row];
  });
  return into;
}

/** Refuses a column whose values are all one float32. */
function variable({ file }: Table, column: Column, role: "input" | "output", inputs: readonly Column[]): DataVariable {
  const { name, header, number, values } = column;
  const [least, greatest] = extremes(values);
  if (Math.fround(least) < Math.fround(greatest)) return { name, header, number, low: least, high: greatest };
  const others = inputs.filter((other) => other !== column).map((other) => other.name);
  throw dataError("column-constant", placeOfColumn(file, column), {
    message: `the ${role} '${title(column)}' is constant`,
    note:
      least === greatest
        ? `it is ${least} in all ${values.length} samples`
        : `its values, from ${least} to ${greatest}, are all one number in float32`,
    hint:
      least !== greatest
        ? "subtract a constant from the column so that its values can be told apart"
        : role === "output" || others.length === 0
          ? prose`name other columns by ${setting(role === "output" ? "outputs" : "inputs")}`
          : others.length > MOST_LISTED
            ? prose`leave it out: name the ${others.length} others by ${setting("inputs")}, or remove the column from the file`
            : prose`leave it out: ${setting("inputs", others.join(","))}`,
  });
}

/** The least and the greatest of numbers. */
export function extremes(values: Float64Array): readonly [number, number] {
  let [least, greatest] = [Infinity, -Infinity];
  for (let row = 0; row < values.length; row++) {
    least = Math.min(least, values[row]);
    greatest = Math.max(greatest, values[row]);
  }
  return [least, greatest];
}

/** Names in a message. */
const MOST_LISTED = 10;

/** At most ten names. */
export function listed(names: readonly string[]): string {
  return [...names.slice(0, MOST_LISTED), ...(names.length > MOST_LISTED ? ["…"] : [])].join(", ");
}

function usage(id: DiagnosticId, place: RoleSetting, message: string, note: Prose | undefined, hint: Prose | undefined): DiagnosticError {
  return new DiagnosticError({ id, message, place: setting(place), note, hint });
}

// Decides whether the outputs of samples are classes, and makes probabilities of them that a network can be trained for. Trains nothing.

import type { RecordedClasses } from "../../network/model.ts";
import { setting, prose } from "../../diagnostics/prose.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { columnNames } from "./column-names.ts";
import type { DataVariable } from "./dataset.ts";
import { checkLabelled, checkLabels, labelPositions, labelsIn, labelValues, shownLabels } from "./labels.ts";
import type { Column, Table } from "./table.ts";
import { dataError, placeOfCell, title } from "./table.ts";
import type { Task } from "./task.ts";

/** What outputs become that are classes. */
export interface ClassOutputs {
  readonly classes: RecordedClasses;
  /** From 0 to 1: probabilities. */
  readonly outputs: readonly DataVariable[];
  /** samples × outputs: 0 or 1. */
  readonly values: Float64Array;
  /** Sentences, without a full stop, for the user. */
  readonly notes: readonly string[];
}

/**
 * Where nothing is said, one column of words is one of labels, and columns of nothing but 0 and 1 are classes: several of which exactly
 * one is 1 in every sample are the classes themselves, else each is a question of its own.
 *
 * @param columns the outputs, at least one.
 * @returns undefined where they are numbers.
 * @throws DiagnosticError: usage where classes are asked for of several columns that are not all of 0 and 1; model for cells without a
 * label, for labels that are fractions, for a single one and for too many.
 */
export function classOutputs(table: Table, columns: readonly Column[], task: Task | undefined): ClassOutputs | undefined {
  if (task === "numbers") return undefined;
  const [first, ...others] = columns;
  if (others.length === 0) {
    return task === "classes" || isBinary(first) || holdsOnlyWords(first) ? ofLabels(table, first, task) : undefined;
  }
  if (columns.every(isBinary)) return ofColumns(columns, task);
  if (task === undefined) return undefined;
  const other = columns.find((column) => !isBinary(column)) ?? first;
  throw new DiagnosticError({
    id: "labels-in-several-columns",
    message: `the output '${title(other)}' is not of 0 and 1`,
    place: setting("outputs"),
    note: "several outputs are classes where every one of them is 0 or 1",
    hint: prose`name one column by ${setting("outputs")}`,
  });
}

function ofLabels(table: Table, column: Column, task: Task | undefined): ClassOutputs {
  checkLabelled(table, column);
  checkWhole(table, column);
  const labels = labelsIn(column);
  checkLabels(table, column, labels);
  const shown = labels.length === 2 ? labels.slice(1) : labels;
  const own = variable(column);
  const titles = [...table.columns.map(title), ...shown.map((label) => `${title(column)} ${label}`)];
  const names = columnNames(titles).slice(table.columns.length);
  const outputs = isBinary(column) ? [own] : shown.map((label, position): DataVariable => ({ ...own, name: names[position], header: label }));
  const positions = labelPositions(column, labels);
  return {
    classes: { kind: "one-of", column: title(column), labels },
    outputs,
    values: labelValues(positions, outputs.length),
    notes: [...(task === undefined ? [foundNote(column, labels)] : []), ...rareNotes(labels, positions)],
  };
}

function foundNote(column: Column, labels: readonly string[]): string {
  if (column.words !== undefined) return `'${title(column)}' holds the labels of ${labels.length} classes: ${shownLabels(labels)}`;
  return `'${title(column)}' is 0 or 1: two classes; the task numbers would take them for quantities`;
}

function rareNotes(labels: readonly string[], positions: Int32Array): readonly string[] {
  const counts = new Uint32Array(labels.length);
  for (const position of positions) counts[position]++;
  const rare = labels.filter((_, position) => counts[position] === 1);
  if (rare.length === 0) return [];
  return [rare.length === 1 ? `the class ${shownLabels(rare)} has one sample only` : `${rare.length} classes have one sample each only: ${shownLabels(rare)}`];
}

function ofColumns(columns: readonly Column[], task: Task | undefined): ClassOutputs {
  const rows = columns[0].values.length;
  const values = Float64Array.from({ length: rows * columns.length }, (_, at) => columns[at % columns.length].values[Math.floor(at / columns.length)]);
  const isOneOf = Array.from({ length: rows }, (_, row) => columns.reduce((sum, column) => sum + column.values[row], 0)).every((sum) => sum === 1);
  const labels = columns.map(title);
  const what = isOneOf ? `one of ${shownLabels(labels)} is 1 in every sample: they are classes` : `${shownLabels(labels)} are 0 or 1: each is a question of its own`;
  return {
    classes: isOneOf ? { kind: "one-of", column: "", labels } : { kind: "each" },
    outputs: columns.map(variable),
    values,
    notes: task === undefined ? [`${what}; the task numbers would take them for quantities`] : [],
  };
}

/** Of nothing but 0 and 1, both of which occur. */
function isBinary(column: Column): boolean {
  const { words, refused, values } = column;
  return words === undefined && refused === undefined && values.every((value) => value === 0 || value === 1) && values.includes(0) && values.includes(1);
}

/** Where a number is among the words, these may be slips in a column of numbers. */
function holdsOnlyWords({ words, values }: Column): boolean {
  return words !== undefined && values.every(Number.isNaN);
}

function checkWhole(table: Table, column: Column): void {
  if (column.words !== undefined) return;
  const row = column.values.findIndex((value) => !Number.isInteger(value));
  if (row < 0) return;
  throw dataError("label-not-whole", placeOfCell(table, column, row), {
    message: `${column.values[row]} is no label`,
    note: "numbers that stand for classes are whole",
    hint: prose`write ${setting("task", "numbers")}, or whole numbers or words for the classes`,
  });
}

function variable({ name, header, number }: Column): DataVariable {
  return { name, header, number, low: 0, high: 1 };
}

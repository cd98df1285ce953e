// The labels in a column: which there are, which one each row has, and the probabilities they stand for. Chooses no columns.

import { refusedAsMissing } from "./missing.ts";
import type { Column, Table } from "./table.ts";
import { dataError, placeOfCell, placeOfColumn, shownText, title } from "./table.ts";

/** Of one column. More are no classes but numbers, names or places. */
const MOST_LABELS = 256;
/** So many are listed in a message. */
const SHOWN_LABELS = 6;

/**
 * The labels that differ, in ascending order: numbers numerically, words by their code units. A number is a label as the shortest
 * decimal that reads back as it, a word as it stands.
 */
export function labelsIn({ words, values }: Column): readonly string[] {
  if (words !== undefined) return [...words.list].sort();
  return [...new Set(values)].sort((one, other) => one - other).map(String);
}

/**
 * For each row of a column the position of its label among `labels`; −1 where it has none of them. A column of numbers has the labels
 * that these are.
 */
export function labelPositions({ words, values }: Column, labels: readonly string[]): Int32Array {
  const known = new Map(labels.map((label, position) => [label, position] as const));
  const positionOf = (label: string): number => known.get(label) ?? -1;
  if (words === undefined) return Int32Array.from(values, (value) => positionOf(String(value)));
  const positions = words.list.map(positionOf);
  return words.codes.map((code) => (code < 0 ? -1 : positions[code]));
}

/**
 * rows × outputs: with several outputs 1 where the label is the output's, else 0; with one the position of the label itself, 0 or 1.
 *
 * @param positions as `labelPositions` gives them, none of them −1.
 */
export function labelValues(positions: Int32Array, outputs: number): Float64Array {
  if (outputs === 1) return Float64Array.from(positions);
  const values = new Float64Array(positions.length * outputs);
  positions.forEach((position, row) => (values[row * outputs + position] = 1));
  return values;
}

/**
 * As `labelPositions`, for samples that a classifier is judged by.
 *
 * @param labels that the classifier knows.
 * @throws DiagnosticError (model) where a cell has none of them.
 */
export function knownLabelPositions(table: Table, column: Column, labels: readonly string[]): Int32Array {
  checkLabelled(table, column);
  const positions = labelPositions(column, labels);
  const row = positions.indexOf(-1);
  if (row < 0) return positions;
  const samples = positions.filter((position) => position < 0).length;
  const unknown = labelsIn(column).filter((label) => !labels.includes(label));
  throw dataError("label-unknown", placeOfCell(table, column, row), {
    message: `${shownText(labelAt(column, row))} is no label that the network knows`,
    note: `${samples === 1 ? "one sample has" : `${samples} samples have`} such a label: ${shownLabels(unknown)}; it knows ${shownLabels(labels)}`,
    hint: "leave these samples out, or train the network with them",
  });
}

/** @throws DiagnosticError (model) for the first cell of a column that holds no label. */
export function checkLabelled(table: Table, column: Column): void {
  const { words, refused } = column;
  if (words === undefined) {
    if (refused !== undefined) throw dataError("data-value-invalid", placeOfCell(table, column, refused.row), refused.problem);
    return;
  }
  const row = words.codes.indexOf(-1);
  if (row < 0) return;
  throw dataError("data-value-invalid", placeOfCell(table, column, row), refusedAsMissing({
    message: "a label is missing",
    note: "cells that are empty or say none, null, NA or the like stand for what is missing",
    hint: "fill in a label",
  }, [column]));
}

/** @throws DiagnosticError (model) where there are more labels than a classifier takes, or as many as samples, or one alone. */
export function checkLabels(table: Table, column: Column, labels: readonly string[]): void {
  const samples = table.lines.length;
  const place = placeOfColumn(table.file, column);
  if (labels.length === 1) {
    throw dataError("column-constant", place, {
      message: `the output '${title(column)}' is constant`,
      note: `its label is ${shownLabels(labels)} in all ${samples} samples`,
      hint: "give samples of another class too, or choose another column",
    });
  }
  const isNaming = labels.length === samples && samples > 2;
  if (!isNaming && labels.length <= MOST_LABELS) return;
  throw dataError("labels-too-many", place, {
    message: `the output '${title(column)}' has ${labels.length} different labels`,
    note: isNaming ? "every sample has one of its own, so that there is nothing to learn" : `at most ${MOST_LABELS} are told apart`,
    hint: "choose another column, or take labels together",
  });
}

/** A few of the labels, in quotes. */
export function shownLabels(labels: readonly string[]): string {
  const rest = labels.length - SHOWN_LABELS;
  return [...labels.slice(0, SHOWN_LABELS).map(shownText), ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
}

function labelAt({ words, values }: Column, row: number): string {
  return words === undefined ? String(values[row]) : words.list[words.codes[row]];
}

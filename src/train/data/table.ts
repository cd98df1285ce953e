// A table of numbers read from a file, and how its places are called in messages. Reads nothing.

import type { Failure } from "../../diagnostics/diagnostic.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { DiagnosticId } from "../../diagnostics/ids.ts";
import type { Prose } from "../../diagnostics/prose.ts";

/** What can be wrong with a file of samples. */
export type DataFailure = Extract<
  DiagnosticId,
  | "column-constant"
  | "column-nameless"
  | "data-malformed"
  | "data-no-text"
  | "data-samples-missing"
  | "data-too-large"
  | "data-value-invalid"
  | "label-not-whole"
  | "label-unknown"
  | "labels-too-many"
  | "weight-negative"
  | "weights-zero"
>;

/** Why a cell is no number that can be used: the fields of a diagnostic. */
export interface CellProblem {
  readonly message: string;
  readonly note?: string | undefined;
  readonly hint: Prose;
}

export interface Column {
  /** The header as it is in the file, without space around it; empty where there is none. */
  readonly header: string;
  /** The header as an identifier: a letter, then letters, digits and underscores, at most 63; no other column has it. */
  readonly name: string;
  /** From 1. */
  readonly number: number;
  /** One per row in float64, as read; NaN where the cell is no number. */
  readonly values: Float64Array;
  /** The first cell that is no number; a column that is not used may have any text. */
  readonly refused: { readonly row: number; readonly problem: CellProblem } | undefined;
  /** The rows whose cell is missing: empty, NaN, NA or the like; ascending. */
  readonly missing: Uint32Array;
  /** What its cells say, where some of them are words and few of these differ: labels. Undefined of numbers and of free text. */
  readonly words: ColumnWords | undefined;
}

/** The cells of a column as words. */
export interface ColumnWords {
  /** Those that differ, without space around them, in the order in which they first occur. */
  readonly list: readonly string[];
  /** The position in `list` of each row's; −1 where the cell is missing. */
  readonly codes: Int32Array;
}

/** A column with more different words is free text. */
export const MOST_WORDS = 4096;

export interface Table {
  /** As it is called in messages. */
  readonly file: string;
  readonly columns: readonly Column[];
  /** The line of the file, from 1, on which each row begins. */
  readonly lines: Uint32Array;
  /** What was made of the file that its owner may not have meant: sentences for the user, without a full stop. */
  readonly notes: readonly string[];
}

/** What a reader calls a column. */
export function title({ header, name }: Pick<Column, "header" | "name">): string {
  return header === "" ? name : header;
}

/** `samples.csv: column 2 (speed)`. */
export function placeOfColumn(file: string, { number, header }: Pick<Column, "number" | "header">): string {
  return `${file}: ${columnText(number, header)}`;
}

/** `samples.csv: line 7, column 2 (speed)`. */
export function placeOfCell({ file, lines }: Table, { number, header }: Column, row: number): string {
  return `${file}: line ${lines[row]}, ${columnText(number, header)}`;
}

/** Category model: a file that cannot be used. */
export function dataError(id: DataFailure, place: string, problem: Pick<Failure, "message" | "note" | "hint">): DiagnosticError {
  return new DiagnosticError({ id, place, ...problem });
}

/** At most 40 characters of a text from a file, in quotes. */
export function shownText(text: string): string {
  const most = 40;
  return text.length > most ? `'${text.slice(0, most)}…'` : `'${text}'`;
}

function columnText(number: number, header: string): string {
  return header === "" ? `column ${number}` : `column ${number} (${header})`;
}

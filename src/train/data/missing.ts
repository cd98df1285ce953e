// Leaves samples out whose cells are missing in columns that are used, or says how many are. Chooses no columns.

import { prose, setting } from "../../diagnostics/prose.ts";
import { oneOfWords, type Problem } from "../../diagnostics/problem.ts";
import { readCell } from "./cell.ts";
import type { CellProblem, Column, Table } from "./table.ts";
import { dataError, title } from "./table.ts";

/** What becomes of a sample with a missing cell. */
export type Missing = "refuse" | "drop";

export const MISSING: readonly [Missing, Missing] = ["refuse", "drop"];

/** The policy that a text names. */
export function readMissing(text: string): Missing | Problem {
  return oneOfWords(MISSING, text, `'${text}' is nothing to do with missing cells`);
}

/** Columns that are named in a sentence. */
const MOST_NAMED = 4;

/**
 * The table without the rows in which one of the columns has a missing cell, and what is to be said of that.
 *
 * @throws DiagnosticError (model) where no row is left.
 */
export function dropMissing(table: Table, used: readonly Column[]): Table {
  const dropped = new Set(used.flatMap(({ missing }) => [...missing]));
  if (dropped.size === 0) return table;
  const count = table.lines.length;
  if (dropped.size === count) {
    throw dataError("data-samples-missing", table.file, {
      message: "every sample has a missing cell",
      note: `of ${count}; ${whereMissing(used)}`,
      hint: prose`leave columns out by ${setting("inputs")} and ${setting("outputs")}`,
    });
  }
  const kept = Uint32Array.from(table.lines.keys()).filter((row) => !dropped.has(row));
  const note = `${dropped.size} of ${count} samples are left out: ${whereMissing(used)}`;
  return {
    ...table,
    lines: kept.map((row) => table.lines[row]),
    columns: table.columns.map((column) => onlyRows(column, kept)),
    notes: [...table.notes, note],
  };
}

/** The columns of a table in one that has fewer of its rows. */
export function sameColumns(columns: readonly Column[], { columns: from }: Table, { columns: to }: Table): readonly Column[] {
  return columns.map((column) => to[from.indexOf(column)]);
}

/** A missing cell that is refused, with what is known of all of them. */
export function refusedAsMissing(problem: CellProblem, columns: readonly Column[]): CellProblem {
  const note = [...(problem.note === undefined ? [] : [problem.note]), whereMissing(columns)].join("; ");
  return { ...problem, note, hint: prose`fill in what is missing, or leave such samples out by ${setting("missing", "drop")}` };
}

/** `3 cells are missing, in a and b`. */
function whereMissing(columns: readonly Column[]): string {
  const lacking = columns.filter(({ missing }) => missing.length > 0);
  const cells = lacking.reduce((sum, { missing }) => sum + missing.length, 0);
  const names = lacking.slice(0, MOST_NAMED).map((column) => `'${title(column)}'`).join(", ");
  const more = lacking.length > MOST_NAMED ? ` and ${lacking.length - MOST_NAMED} more` : "";
  return `${cells === 1 ? "one cell is" : `${cells} cells are`} missing, in ${names}${more}`;
}

function onlyRows(column: Column, kept: Uint32Array): Column {
  const values = Float64Array.from(kept, (row) => column.values[row]);
  const words = column.words && { ...column.words, codes: Int32Array.from(kept, (row) => column.words?.codes[row] ?? -1) };
  const places = new Map(Array.from(kept, (row, place) => [row, place] as const));
  const missing = Uint32Array.from([...column.missing].flatMap((row) => places.get(row) ?? []));
  return { ...column, values, words, missing, refused: firstRefused(column, kept) };
}

function firstRefused(column: Column, kept: Uint32Array): Column["refused"] {
  const { refused, values, words } = column;
  if (refused === undefined) return undefined;
  const row = kept.findIndex((from) => Number.isNaN(values[from]));
  if (row < 0) return undefined;
  const from = kept[row];
  if (from === refused.row) return { row, problem: refused.problem };
  const read = words === undefined || words.codes[from] < 0 ? 0 : readCell(words.list[words.codes[from]]);
  return { row, problem: typeof read === "number" ? { message: "a cell is no number", hint: "write a number, or leave the column out" } : read };
}

// Finds the tables that every access reads as a matrix: a row by some variables, a column by others. Spells nothing.

import type { Index, LocalId, Program, Statement, TableBuffer } from "./program.ts";
import { lastTurn } from "./program.ts";
import { tablesReadSo } from "./tables-read.ts";

/** Where an element of a matrix is. */
export interface MatrixPlace {
  readonly row: Index;
  readonly column: Index;
}

/** Of the tables of programs that share them. */
export function matrixTablesOf(programs: readonly Program[]): ReadonlySet<TableBuffer> {
  return tablesReadSo(programs, (program) => {
    const greatest = greatestOf(program);
    return (index, table) => isOfMatrix(index, table, greatest);
  });
}

/** Row and column of an element of a table whose rows have so many numbers. */
export function matrixPlaceOf({ constant, terms }: Index, rowLength: number): MatrixPlace {
  const column = constant % rowLength;
  return {
    row: {
      constant: (constant - column) / rowLength,
      terms: terms.filter(({ factor }) => factor % rowLength === 0).map(({ variable, factor }) => ({ variable, factor: factor / rowLength })),
    },
    column: { constant: column, terms: terms.filter(({ factor }) => factor % rowLength !== 0) },
  };
}

/** Whether the column is one whatever the variables are. */
function isOfMatrix(index: Index, { rowLength, size }: TableBuffer, greatest: ReadonlyMap<LocalId, number>): boolean {
  if (rowLength <= 1 || size <= rowLength || index.constant < 0) return false;
  const { column } = matrixPlaceOf(index, rowLength);
  if (column.terms.some(({ factor }) => factor < 0)) return false;
  const last = column.terms.reduce((sum, { variable, factor }) => sum + factor * (greatest.get(variable) ?? Infinity), column.constant);
  return last < rowLength;
}

/** The greatest value of each variable that is never less than 0. */
function greatestOf({ body, locals }: Program): ReadonlyMap<LocalId, number> {
  const greatest = new Map<LocalId, number>();
  locals.forEach(({ bounds }, local) => {
    if (bounds !== undefined && bounds.least >= 0) greatest.set(local, bounds.greatest);
  });
  const visit = (statements: readonly Statement[]): void => {
    for (const statement of statements) {
      if (statement.kind !== "for") continue;
      greatest.set(statement.variable, lastTurn(statement));
      visit(statement.body);
    }
  };
  visit(body);
  return greatest;
}

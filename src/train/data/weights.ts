// Takes the weights of samples from a column. Applies them to nothing.

import { prose, setting } from "../../diagnostics/prose.ts";
import type { Column, Table } from "./table.ts";
import { dataError, placeOfCell, placeOfColumn, title } from "./table.ts";

/**
 * One for each row, as read: 0 for a sample that does not count.
 *
 * @param column all of whose cells are numbers.
 * @throws DiagnosticError (model) for the first one below 0, and where fewer than two are above 0.
 */
export function weightsOf(table: Table, column: Column): Float64Array {
  const { values } = column;
  const negative = values.findIndex((value) => value < 0);
  if (negative >= 0) {
    throw dataError("weight-negative", placeOfCell(table, column, negative), {
      message: `a weight is ${values[negative]}`,
      note: "a weight says how much a sample counts: 0 for not at all",
      hint: "write a number from 0 on; of samples with standard deviations of their own it is one divided by the square",
    });
  }
  const counting = values.reduce((sum, value) => (value > 0 ? sum + 1 : sum), 0);
  if (counting > 1) return values;
  throw dataError("weights-zero", placeOfColumn(table.file, column), {
    message: counting === 0 ? `all weights in '${title(column)}' are 0` : `all weights in '${title(column)}' but one are 0`,
    note: "nothing can be learned from fewer than two samples that count",
    hint: prose`name another column by ${setting("weight")}, or leave it out`,
  });
}

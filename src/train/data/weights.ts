// Takes the weights of samples from a column. Applies them to nothing.

import { prose, setting } from "../../diagnostics/prose.ts";
import { refusedAsMissing } from "./missing.ts";
import type { Column, Table } from "./table.ts";
import { dataError, placeOfCell, placeOfColumn, title } from "./table.ts";

/**
 * One for each row, as read: 0 for a sample that does not count.
 *
 * @throws DiagnosticError (model) for the first one that is no number or below 0, and where fewer than two are above 0.
 */
export function weightsOf(table: Table, column: Column): Float64Array {
  const { values, refused, missing } = column;
  if (refused !== undefined) {
    const problem = missing[0] === refused.row ? refusedAsMissing(refused.problem, [column]) : refused.problem;
    throw dataError("data-value-invalid", placeOfCell(table, column, refused.row), problem);
  }
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

// The values of a step as matrices: rows, columns, and which axis runs across the panels they are stored in. Knows no places.

import type { Across } from "../../gemm/panel-matrix.ts";

/** A value as a matrix: the last axis of its shape are columns, all others together rows. */
export interface MatrixForm {
  readonly rows: number;
  readonly columns: number;
}

export function matrixForm(shape: readonly number[]): MatrixForm {
  const columns = shape.at(-1) ?? 1;
  return { rows: shape.slice(0, -1).reduce((product, extent) => product * extent, 1), columns };
}

/**
 * The axis that runs across where nothing else decides: the columns, but the rows of a single column, of which panels would
 * hold one element a step. A single column stored like that is an array in order, as a single row is.
 */
export function usualAcross({ rows, columns }: MatrixForm): Across {
  return columns === 1 && rows > 1 ? "rows" : "columns";
}

/** Length and width of a matrix stored with its usual axis across. */
export function usualExtents(form: MatrixForm): { readonly length: number; readonly width: number } {
  return extents(form, usualAcross(form));
}

/** Length and width of a matrix stored with this axis across. */
export function extents({ rows, columns }: MatrixForm, across: Across): { readonly length: number; readonly width: number } {
  return across === "columns" ? { length: rows, width: columns } : { length: columns, width: rows };
}

// How a schedule stores matrices: as panels of eight, so that the matrix product can read them as they are.
// Describes places only; moves no elements.

/** Elements of a panel that lie side by side: two vectors of four float32. */
export const PANEL_WIDTH = 8;

/**
 * A matrix of `length` × `width` elements in memory, cut across its width into panels of eight: element (step, lane) lies
 * at start + ((lane >> 3)·length + step)·8 + (lane & 7), counted in float32. The last panel is padded; what the padding
 * holds never reaches an element.
 */
export interface PanelMatrix {
  readonly start: number;
  readonly length: number;
  readonly width: number;
}

/** Which axis of a value runs across the panels: its rows or its columns. The other one runs along them. */
export type Across = "rows" | "columns";

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

export function panelsOf(width: number): number {
  return Math.ceil(width / PANEL_WIDTH);
}

/** Elements with padding: a multiple of eight. */
export function storedSize(length: number, width: number): number {
  return panelsOf(width) * PANEL_WIDTH * length;
}

/** Length and width of a matrix stored with this axis across. */
export function extents({ rows, columns }: MatrixForm, across: Across): { readonly length: number; readonly width: number } {
  return across === "columns" ? { length: rows, width: columns } : { length: columns, width: rows };
}

/** The place of element (step, lane), counted in float32. */
export function placeOf({ start, length }: PanelMatrix, step: number, lane: number): number {
  const panel = Math.floor(lane / PANEL_WIDTH);
  return start + (panel * length + step) * PANEL_WIDTH + (lane % PANEL_WIDTH);
}

/** The places of a value's elements in row-major order. */
export function rowMajorPlaces(matrix: PanelMatrix, across: Across): Int32Array {
  const { length, width } = matrix;
  const places = new Int32Array(length * width);
  let position = 0;
  if (across === "columns") {
    for (let step = 0; step < length; step++) for (let lane = 0; lane < width; lane++) places[position++] = placeOf(matrix, step, lane);
  } else {
    for (let lane = 0; lane < width; lane++) for (let step = 0; step < length; step++) places[position++] = placeOf(matrix, step, lane);
  }
  return places;
}

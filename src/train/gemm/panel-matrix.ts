// How matrices of a product are stored: as panels that the kernels read front to back, so that nothing is packed before a
// product. Describes places only; moves no elements.

/** Elements of a panel of float32 that lie side by side: two vectors of four. NR of the vector engine. */
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

export function panelsOf(width: number): number {
  return Math.ceil(width / PANEL_WIDTH);
}

/** Elements with padding: a multiple of eight. */
export function storedSize(length: number, width: number): number {
  return panelsOf(width) * PANEL_WIDTH * length;
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

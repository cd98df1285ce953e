// Cells of equal width over an interval: how many, and the float32 arithmetic by which the op cell_of finds the one a number lies in.

/** Cell j takes the numbers whose nearest multiple of `width` is (start + j)·width; numbers in the middle of two go either way. */
export interface CellGrid {
  readonly width: number;
  /** The multiple of the width that the first cell is around. */
  readonly start: number;
  readonly count: number;
  /** What a number is multiplied with before it is rounded to whole units; 1 where the width is a power of two, and nothing is multiplied. */
  readonly scale: number;
  /** Added to it: 1.5·2^23 units, so that a float32 holds whole units alone. */
  readonly shift: number;
  /** The float32 numbers at the ends, which lie in the first cell and in the last. */
  readonly low: number;
  readonly high: number;
}

/** Float32 between 1.5·2^23 and 2^24 units away from the shift are whole units apart. */
const MOST_UNITS = 2 ** 22;
const SHIFT = 1.5 * 2 ** 23;

/** Cells of the width 2^exponent; undefined where float32 does not tell so many apart. */
export function gridOfPowerOfTwo(low: number, high: number, exponent: number): CellGrid | undefined {
  return gridOf(low, high, { width: 2 ** exponent, scale: 1, shift: SHIFT * 2 ** exponent });
}

/** About `count` cells; undefined where float32 does not tell so many apart. */
export function gridOfCount(low: number, high: number, count: number): CellGrid | undefined {
  const scale = Math.fround((count - 1) / (high - low));
  return Number.isFinite(scale) && scale > 0 ? gridOf(low, high, { width: 1 / scale, scale, shift: SHIFT }) : undefined;
}

function gridOf(low: number, high: number, { width, scale, shift }: Pick<CellGrid, "width" | "scale" | "shift">): CellGrid | undefined {
  const unit = shift / SHIFT;
  if (Math.fround(shift) !== shift || shift < 2 ** -100) return undefined;
  const [start, end] = [low, high].map((x) => (Math.fround(Math.fround(x * scale) + shift) - shift) / unit);
  const isWithin = [start, end].every((position) => Math.abs(position) < MOST_UNITS) && [low, high].every((x) => Math.abs(x * scale) < MOST_UNITS * unit);
  return isWithin ? { width, start, count: end - start + 1, scale, shift, low, high } : undefined;
}

/**
 * The numbers that may lie in a cell, within the ends of the grid. Where they are scaled, the product is rounded: the cell is as much wider,
 * and one that is beside an end may hold that end alone.
 */
export function cellInterval({ width, start, scale, low, high }: CellGrid, cell: number): { readonly from: number; readonly to: number } {
  const slack = scale === 1 ? 0 : 2 ** -22;
  const [from, to] = [start + cell - 0.5, start + cell + 0.5].map((position, end) => {
    const units = position + (end === 0 ? -slack : slack) * Math.max(1, Math.abs(position));
    return Math.min(Math.max(units * width, low), high);
  });
  return { from, to };
}

/** A grid that begins at 0 with all numbers of its first cell, those below 0 as well. */
export function aroundZero(grid: CellGrid): CellGrid {
  return { ...grid, low: -cellInterval(grid, 0).to };
}

/** The cell that a float32 number within the ends of the grid lies in, as `cell_of` computes it. */
export function cellOfNumber({ scale, shift, start }: CellGrid, x: number): number {
  return (Math.fround(Math.fround(x * scale) + shift) - shift) / (shift / SHIFT) - start;
}

/** The attributes of cell_of. */
export function cellAttributes({ scale, shift, start, count }: CellGrid): Readonly<Record<string, number>> {
  const bits = new Uint32Array(Float32Array.of(shift).buffer)[0];
  return { scale, shift, first: bits + start, count };
}

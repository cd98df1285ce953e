// Sketches a curve in the characters of a terminal, on a logarithmic scale. Writes nothing.

import type { Glyphs } from "./drawing.ts";

/** How a cell is divided into dots, and the character of a set of dots: bit (row · columns + column). */
interface Cell {
  readonly columns: number;
  readonly rows: number;
  readonly character: (dots: number) => string;
}

/** Unicode's braille patterns: the weights of the dots (Unicode 15, chapter 21.1), row after row. */
const BRAILLE_WEIGHTS = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];
const BRAILLE_BLANK = 0x2800;

const CELLS: Readonly<Record<Glyphs, Cell>> = {
  unicode: {
    columns: 2,
    rows: 4,
    character: (dots) => String.fromCharCode(BRAILLE_BLANK + BRAILLE_WEIGHTS.reduce(
      (sum, weight, bit) => sum + ((dots >> bit) & 1) * weight,
      0,
    )),
  },
  ascii: { columns: 1, rows: 2, character: (dots) => [" ", "'", ".", ":"][dots] ?? ":" },
};

export interface Sketch {
  /** From the top, each `width` characters. */
  readonly rows: readonly string[];
  /** What the lowest and the highest dots stand for. */
  readonly low: number;
  readonly high: number;
}

/**
 * The values from left to right across the whole width; those that have no logarithm are left out.
 *
 * @param width and `height` in characters, at least 1.
 * @returns undefined where no two values differ.
 */
export function sketchLogarithmic(values: readonly number[], width: number, height: number, glyphs: Glyphs): Sketch | undefined {
  const known = values.filter((value) => value > 0 && Number.isFinite(value));
  const [low, high] = [Math.min(...known), Math.max(...known)];
  if (!(high > low)) return undefined;
  const cell = CELLS[glyphs];
  const [across, up] = [width * cell.columns, height * cell.rows];
  const dots = Array.from({ length: height }, () => new Uint8Array(width));
  const level = (value: number): number => Math.round((Math.log(value / low) / Math.log(high / low)) * (up - 1));
  let before: number | undefined;
  for (let x = 0; x < across; x++) {
    const mean = meanAt(values, x, across);
    if (mean === undefined) continue;
    const y = level(mean);
    // A steep piece is drawn as a whole, from beside the dot before.
    const from = before === undefined || before === y ? y : before < y ? before + 1 : before - 1;
    for (let dot = Math.min(from, y); dot <= Math.max(from, y); dot++) {
      const row = up - 1 - dot;
      dots[Math.floor(row / cell.rows)][Math.floor(x / cell.columns)] |= 1 << ((row % cell.rows) * cell.columns + (x % cell.columns));
    }
    before = y;
  }
  return { rows: dots.map((row) => Array.from(row, cell.character).join("")), low, high };
}

/** The geometric mean of the values that fall on a column of dots, or of the nearest one. */
function meanAt(values: readonly number[], x: number, across: number): number | undefined {
  const first = Math.floor((x * values.length) / across);
  const end = Math.max(first + 1, Math.floor(((x + 1) * values.length) / across));
  const known = values.slice(first, end).filter((value) => value > 0 && Number.isFinite(value));
  return known.length === 0 ? undefined : Math.exp(known.reduce((sum, value) => sum + Math.log(value), 0) / known.length);
}

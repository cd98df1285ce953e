// Cells that the real numbers lie in: an eighth wide up to 8, from there on 64 in every power of two. Numbered in their order, from 0 up above 0.

import { exponentOf } from "../../numeric/power-of-two.ts";
import type { Bounds } from "../../program/domains/affine-algebra.ts";

/** Cells of a power of two, as many as there are up to 8, which is 2 to this power. */
const [EACH, FIRST] = [64, 3];

/** Of a finite number; one between two cells is in the one above it. */
export function cellOf(x: number): number {
  return x < 0 ? -1 - cellOfMagnitude(-x) : cellOfMagnitude(x);
}

function cellOfMagnitude(magnitude: number): number {
  const [exponent, first] = [exponentOf(magnitude), 2 ** FIRST];
  if (magnitude < first) return Math.floor((magnitude / first) * EACH);
  return EACH * (1 + exponent - FIRST) + Math.floor((magnitude / 2 ** exponent - 1) * EACH);
}

/** Both ends belong to it. */
export function boundsOfCell(cell: number): Bounds {
  if (cell < 0) return { low: -endOf(-cell), high: -endOf(-1 - cell) };
  return { low: endOf(cell), high: endOf(cell + 1) };
}

/** Where the cell of a number from 0 up begins. */
function endOf(cell: number): number {
  if (cell <= EACH) return (cell / EACH) * 2 ** FIRST;
  const power = Math.floor(cell / EACH) - 1;
  return 2 ** (FIRST + power) * (1 + (cell % EACH) / EACH);
}

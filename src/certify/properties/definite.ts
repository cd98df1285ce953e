// Whether symmetric matrices whose entries lie between bounds have no eigenvalue below 0: by elimination in interval arithmetic, and how far from
// it they may be, by Gershgorin's circles.

import type { Bounds } from "../../program/domains/affine-algebra.ts";
import { productDown, productUp, slopeOf, type Slopes } from "./slopes.ts";

/** @param packed entries as `Bends.second` has them, of a matrix of so many rows. */
export function isPositiveSemidefinite(packed: Slopes, rows: number): boolean {
  const entries = Array.from({ length: rows }, (_, row) => Array.from({ length: row + 1 }, (__, column) => entryOf(packed, column, row)));
  for (let pivot = 0; pivot < rows; pivot++) {
    const { low } = entries[pivot][pivot];
    const below = Array.from({ length: rows - pivot - 1 }, (_, place) => entries[pivot + 1 + place][pivot]);
    if (low === 0 && below.every((entry) => entry.low === 0 && entry.high === 0)) continue;
    if (!(low > 0)) return false;
    for (let row = pivot + 1; row < rows; row++) {
      for (let column = pivot + 1; column <= row; column++) {
        const [left, right] = [entries[row][pivot], entries[column][pivot]];
        entries[row][column] = eliminated(entries[row][column], { left, right, pivot: entries[pivot][pivot], isSquare: row === column });
      }
    }
  }
  return true;
}

interface Elimination {
  readonly left: Bounds;
  readonly right: Bounds;
  /** Above 0. */
  readonly pivot: Bounds;
  /** Whether left and right are the same number. */
  readonly isSquare: boolean;
}

/** entry − left·right / pivot */
function eliminated(entry: Bounds, { left, right, pivot, isSquare }: Elimination): Bounds {
  const products = [left.low, left.high].flatMap((one) => [right.low, right.high].map((other) => [productDown(one, other), productUp(one, other)]));
  const low = Math.min(...products.map(([product]) => product));
  const high = Math.max(...products.map(([, product]) => product));
  const [least, greatest] = [isSquare ? Math.max(0, low) : low, high];
  const quotients = [least / pivot.low, least / pivot.high, greatest / pivot.low, greatest / pivot.high];
  const [smallest, largest] = [Math.min(...quotients), Math.max(...quotients)];
  if (!(largest - smallest < Infinity)) return { low: -Infinity, high: Infinity };
  const lost = (Math.abs(entry.low) + Math.abs(entry.high) + Math.abs(smallest) + Math.abs(largest)) * 2 ** -48;
  return { low: entry.low - largest - lost, high: entry.high - smallest + lost };
}

/** No eigenvalue of such a matrix is further below 0; 0 where none is below. */
export function furthestBelow0(packed: Slopes, rows: number): number {
  let furthest = 0;
  for (let row = 0; row < rows; row++) {
    let beside = 0;
    for (let column = 0; column < rows; column++) {
      if (column === row) continue;
      const { low, high } = entryOf(packed, Math.min(row, column), Math.max(row, column));
      beside += Math.max(-low, high);
    }
    furthest = Math.max(furthest, (beside - entryOf(packed, row, row).low) * (1 + 2 ** -40));
  }
  return furthest;
}

/** column ≤ row. */
function entryOf(packed: Slopes, column: number, row: number): Bounds {
  return slopeOf(packed, (row * (row + 1)) / 2 + column);
}

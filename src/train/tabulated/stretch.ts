// What stands between two neighbouring rows: one polynomial, or two that meet at a kink. Joins no stretches.

import type { Piece, Table } from "./piece.ts";
import { cautiousPiece, isJump, slopeOf, smoothPiece, valueOf } from "./piece.ts";

/** `before` up to `kink`, `after` from there on; the same one where there is no kink. */
export interface Stretch {
  readonly before: Piece;
  readonly after: Piece;
  readonly kink: number;
}

/** Halvings to find a kink. */
const HALVINGS = 40;

/**
 * Of every two neighbouring rows. Where no polynomial follows the rows between two but those on both sides are smooth, their
 * polynomials are continued to where they meet (A. Harten, "ENO schemes with subcell resolution", 1989).
 */
export function stretchesOf(table: Table): readonly Stretch[] {
  const { points, differences } = table;
  const pieces = Array.from({ length: points.length - 1 }, (_, left) => smoothPiece(table, left));
  return pieces.map((piece, left) => {
    if (piece !== undefined) return whole(piece, points[left]);
    const [before, after] = [pieces[left - 1], pieces[left + 1]];
    const mayMeet = before !== undefined && after !== undefined && !isJump(differences[1], left);
    const kink = mayMeet ? crossing(before, after, points[left], points[left + 1]) : undefined;
    return mayMeet && kink !== undefined ? { before, after, kink } : whole(cautiousPiece(table, left), points[left]);
  });
}

function whole(piece: Piece, kink: number): Stretch {
  return { before: piece, after: piece, kink };
}

/** Where two polynomials meet between two points, if they do so once. */
function crossing(before: Piece, after: Piece, low: number, high: number): number | undefined {
  const apart = (x: number): number => valueOf(before, x) - valueOf(after, x);
  const first = apart(low);
  if (first * apart(high) >= 0) return undefined;
  let [start, end] = [low, high];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (start + end) / 2;
    if (first * apart(middle) > 0) start = middle;
    else end = middle;
  }
  return end;
}

/** The value at x. */
export function stretchValue({ before, after, kink }: Stretch, x: number): number {
  return valueOf(x < kink ? before : after, x);
}

/** The slope at x. */
export function stretchSlope({ before, after, kink }: Stretch, x: number): number {
  return slopeOf(x < kink ? before : after, x);
}

// The polynomial between two neighbouring rows, through those around them that seem to belong to the same smooth function. Joins
// no pieces.

import type { DividedDifferences } from "./divided-differences.ts";

/** Newton's form: Σ factors[k]·(x − centres[0])·…·(x − centres[k − 1]). */
export interface Piece {
  readonly centres: readonly number[];
  readonly factors: readonly number[];
}

/** What pieces are made of. */
export interface Table {
  readonly points: Float64Array;
  readonly differences: DividedDifferences;
  /** Smaller terms say nothing: values are not known better. */
  readonly uncertainty: number;
}

/** More rows gain little and add up more of their rounding at the ends of a table. */
export const GREATEST_DEGREE = 7;

/** How much smoother the rows on the other side must be to be taken before those that keep the piece in the middle. */
const PREFERENCE = 4;

/** Of a smooth function the last term is less than this part of the largest one behind the line. */
const CONVERGED = 0.1;

/** A line that is so many times as steep as those beside it is a jump, or as good as one. */
const JUMP = 4;

/**
 * Through rows `left` and `left + 1`, then row after row on the side where the divided difference is less, as long as terms become smaller
 * (A. Harten, B. Engquist, S. Osher, S. Chakravarthy: "Uniformly high order accurate essentially non-oscillatory schemes", 1987): so
 * that no piece reaches over a jump or a kink.
 *
 * @returns undefined where terms do not become small: no polynomial follows rows of a jump or a kink between the two.
 */
export function smoothPiece({ points, differences, uncertainty }: Table, left: number): Piece | undefined {
  if (isJump(differences[1], left)) return undefined;
  let [first, last] = [left, left + 1];
  const middle = (points[left] + points[left + 1]) / 2;
  const centres = [points[left], points[left + 1]];
  const factors = [differences[0][left], differences[1][left]];
  const terms: number[] = [];
  let product = (middle - points[left]) * (middle - points[left + 1]);
  for (let degree = 2; degree <= Math.min(GREATEST_DEGREE, points.length - 1); degree++) {
    const toLeft = first > 0 ? Math.abs(differences[degree][first - 1]) : Infinity;
    const toRight = last < points.length - 1 ? Math.abs(differences[degree][first]) : Infinity;
    const [leftCost, rightCost] = last - left - 1 < left - first ? [PREFERENCE, 1] : last - left - 1 > left - first ? [1, PREFERENCE] : [1, 1];
    const goesLeft = toLeft * leftCost <= toRight * rightCost;
    if (goesLeft) first--;
    const factor = differences[degree][first];
    const term = Math.abs(factor * product);
    if (term <= uncertainty) {
      terms.push(0);
      break;
    }
    // One term may be small by chance, as at an inflection.
    if (degree > 3 && term > Math.max(terms[degree - 3], terms[degree - 4])) break;
    terms.push(term);
    factors.push(factor);
    if (!goesLeft) last++;
    const added = points[goesLeft ? first : last];
    centres.push(added);
    product *= middle - added;
  }
  return converges(terms) ? { centres: centres.slice(0, factors.length - 1), factors } : undefined;
}

/** Terms from the parabola's on; one alone may be small by chance. */
function converges(terms: readonly number[]): boolean {
  if (terms.length === 0 || terms.at(-1) === 0) return true;
  const final = terms.length < 4 ? terms[terms.length - 1] : Math.max(...terms.slice(-2));
  return final <= CONVERGED * Math.max(...terms.slice(0, 2));
}

/** Of the two parabolas through a neighbour the one that bends less; the line where they bend to different sides. */
export function cautiousPiece({ points, differences }: Table, left: number): Piece {
  const line: Piece = { centres: [points[left]], factors: [differences[0][left], differences[1][left]] };
  if (left === 0 || left + 2 >= points.length || isJump(differences[1], left)) return line;
  const [before, after] = [differences[2][left - 1], differences[2][left]];
  if (before * after <= 0) return line;
  const bend = Math.abs(before) < Math.abs(after) ? before : after;
  return { centres: [points[left], points[left + 1]], factors: [...line.factors, bend] };
}

/** Whether the values change much faster from row `left` to the next one than beside them. */
export function isJump(lines: Float64Array, left: number): boolean {
  const beside = Math.max(Math.abs(lines[left - 1] ?? 0), Math.abs(lines[left + 1] ?? 0));
  return lines.length > 1 && Math.abs(lines[left]) > JUMP * beside;
}

/** The value at x. */
export function valueOf({ centres, factors }: Piece, x: number): number {
  let value = factors[factors.length - 1];
  for (let k = factors.length - 2; k >= 0; k--) value = value * (x - centres[k]) + factors[k];
  return value;
}

/** The slope at x. */
export function slopeOf({ centres, factors }: Piece, x: number): number {
  let value = factors[factors.length - 1];
  let slope = 0;
  for (let k = factors.length - 2; k >= 0; k--) {
    slope = slope * (x - centres[k]) + value;
    value = value * (x - centres[k]) + factors[k];
  }
  return slope;
}

// What a table may be of: where the network or its target is proved to be even or odd, a function of the arguments from 0 on; else the network.

import type { Optimisation } from "../codegen/lower/layout.ts";
import type { PiecewiseLinear } from "../program/domains/piecewise-linear.ts";
import type { Numbers, Symmetry } from "../network/table-numbers.ts";
import { aboveZero, symmetricPart } from "../tables/symmetric-part.ts";
import type { CellTable } from "../tables/numbers/number-kind.ts";
import { MOST_CELLS_FOR_ORDER } from "../tables/tabulate.ts";
import { haveSymmetry } from "../run/target-symmetry.ts";
import { unfolded } from "../tables/unfolded.ts";
import type { Goal } from "../verify/goal.ts";
import { cellCandidate, mirroredCandidate, type Candidate } from "./table-candidate.ts";

/** Functions of lines over an interval, odd ones also over its mirror image. */
export interface TableSubject {
  readonly outputs: readonly PiecewiseLinear[];
  readonly low: number;
  readonly high: number;
  /** With a symmetry the interval begins at 0. */
  readonly symmetry?: Symmetry;
  /** How far the network is from it at the most; rounded up. */
  readonly distance: number;
}

/**
 * In the order in which they are tried. Of a network that has no symmetry itself, but whose target is proved to have one, the part that has it is
 * taken, which is no further from the target.
 *
 * @param outputs of the network on the open interval between `low` and `high`.
 * @param targets what they should be, where that is known; `numbers` are what the table holds: a line through 0 takes float32.
 */
export async function tableSubjects(
  outputs: readonly PiecewiseLinear[],
  low: number,
  high: number,
  { targets, numbers }: { readonly targets: Goal["targets"]; readonly numbers: Numbers },
): Promise<readonly TableSubject[]> {
  const whole = { outputs, low, high, distance: 0 };
  if (low !== -high) return [whole];
  const symmetric = async (symmetry: Symmetry): Promise<TableSubject | undefined> => {
    const parts = outputs.map((output) => symmetricPart(output, high, symmetry));
    const distance = Math.max(...parts.map((one) => one.distance));
    if (distance > 0 && !(await haveSymmetry(targets, symmetry))) return undefined;
    return { outputs: parts.map(({ part }) => (symmetry === "even" ? aboveZero(part) : part)), low: 0, high, symmetry, distance };
  };
  const subject = (await symmetric("even")) ?? (numbers === "float32" ? await symmetric("odd") : undefined);
  return subject === undefined ? [whole] : [subject, whole];
}

/** A table of the subject's interval as one of all arguments. */
export function candidateOf(table: Candidate, { symmetry, distance }: TableSubject): Candidate {
  return symmetry === undefined ? table : mirroredCandidate(table, symmetry, distance);
}

/**
 * The same of cells; undefined where they are not odd, though the subject is, or would be very many. An odd function is read without more operations
 * where the cells below 0 are stored as well; `size` leaves them out.
 */
export function candidateOfCells(table: CellTable, subject: TableSubject, optimize: Optimisation): Candidate | undefined {
  if (subject.symmetry !== "odd") return candidateOf(cellCandidate(table), subject);
  const fitted = table.lines;
  if (fitted?.every(({ lines }) => lines[1] === 0) !== true) return undefined;
  if (optimize === "size") return candidateOf(cellCandidate(table), subject);
  if (2 * table.grid.count - 1 > MOST_CELLS_FOR_ORDER) return undefined;
  const whole = cellCandidate(unfolded(table.grid, fitted));
  return { ...whole, symmetry: "odd", greatest: whole.greatest + subject.distance };
}

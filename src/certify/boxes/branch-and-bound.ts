// Branch and bound: cuts a box in two where the bound of an error is largest, until that is near the largest error found, for all outputs at once.
// Knows nothing of programs and targets.

import type { Bounds } from "../../program/domains/affine-algebra.ts";
import { LargestFirst } from "./largest-first.ts";

/** What is known of a box. */
export interface JudgedBox {
  readonly box: readonly Bounds[];
  /** Of each output: no error in the box is larger. */
  readonly atMost: readonly number[];
  /** The side to cut first; undefined where cutting the box cannot better its bounds. */
  readonly cutFirst: number | undefined;
}

/** An error that there is. */
export interface FoundError {
  readonly error: number;
  readonly at: readonly number[];
}

export interface BoxProblem {
  readonly domain: readonly Bounds[];
  /** The largest error known of each output; it may grow with every box that is judged. */
  readonly found: readonly FoundError[];
  judge(boxes: readonly (readonly Bounds[])[]): readonly JudgedBox[];
  /** Called once for each box that is not cut any more: together they are the domain. */
  settle(box: JudgedBox): void;
}

/** How long it goes on. */
export interface Effort {
  /** It ends where no bound is more than so many times the largest error found. */
  readonly tightness: number;
  /** Boxes that are judged at the most. */
  readonly mostBoxes: number;
  /** Asked now and then; false ends it. */
  readonly goesOn?: ((progress: SearchProgress) => boolean) | undefined;
}

export interface SearchProgress {
  readonly boxes: number;
  readonly mostBoxes: number;
  /** The bound of an output that is furthest from what was found, and that. */
  readonly atMost: number;
  readonly found: number;
}

/** Boxes that are cut at a time, so that points in them are evaluated together. */
const BATCH = 16;

/** @returns how many boxes were judged. */
export function branchAndBound(problem: BoxProblem, { tightness, mostBoxes, goesOn }: Effort): number {
  const open = new LargestFirst<JudgedBox>();
  const add = (judged: readonly JudgedBox[]): void => {
    for (const box of judged) open.push(excessOf(box, problem.found), box);
  };
  add(problem.judge([problem.domain]));
  let boxes = 1;
  while (boxes < mostBoxes && open.size > 0) {
    const parts: (readonly Bounds[])[] = [];
    let worst: JudgedBox | undefined;
    while (parts.length < 2 * BATCH) {
      const next = open.pop();
      if (next === undefined) break;
      worst ??= next;
      // What was found has grown since it was added, perhaps.
      const halves = excessOf(next, problem.found) <= tightness ? undefined : halvesOf(next);
      if (halves === undefined) problem.settle(next);
      else parts.push(...halves);
    }
    if (worst !== undefined && goesOn?.(progressOf(worst, problem.found, boxes, mostBoxes)) === false) mostBoxes = 0;
    add(problem.judge(parts));
    boxes += parts.length;
  }
  for (let rest = open.pop(); rest !== undefined; rest = open.pop()) problem.settle(rest);
  return boxes;
}

/** How many times the largest error found the bound is, of the output where that is most. */
function excessOf({ atMost }: JudgedBox, found: readonly FoundError[]): number {
  return atMost.reduce((most, bound, output) => Math.max(most, bound === 0 ? 0 : bound / found[output].error), 0);
}

function progressOf({ atMost }: JudgedBox, found: readonly FoundError[], boxes: number, mostBoxes: number): SearchProgress {
  const excess = atMost.map((bound, output) => bound / found[output].error);
  const output = excess.indexOf(Math.max(...excess));
  return { boxes, mostBoxes, atMost: atMost[Math.max(output, 0)], found: found[Math.max(output, 0)].error };
}

/** Cut at a float32, so that all ends are; undefined of what cannot be cut. */
function halvesOf({ box, cutFirst }: JudgedBox): readonly (readonly Bounds[])[] | undefined {
  if (cutFirst === undefined) return undefined;
  const { low, high } = box[cutFirst];
  const middle = Math.fround(low / 2 + high / 2);
  if (!(middle > low && middle < high)) return undefined;
  return [{ low, high: middle }, { low: middle, high }].map((half) => box.map((one, side) => (side === cutFirst ? half : one)));
}

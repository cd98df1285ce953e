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
  /** It ends where no bound is more than so many times the largest error found, more than 1. */
  readonly tightness: number;
  /** Bounds no larger than this are as good as any. */
  readonly enough?: number | undefined;
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
/** Boxes without a bound that are cut before it is given up: at a pole, or where nothing is known, there are always more of them. */
const MOST_WITHOUT_BOUND = 500;

/** @returns how many boxes were judged. */
export function branchAndBound(problem: BoxProblem, effort: Effort): number {
  const open = new LargestFirst<JudgedBox>();
  const add = (judged: readonly JudgedBox[]): void => {
    for (const box of judged) open.push(excessOf(box, problem.found), box);
  };
  add(problem.judge([problem.domain]));
  let [boxes, withoutBound] = [1, 0];
  while (boxes + 2 <= effort.mostBoxes && open.size > 0 && withoutBound < MOST_WITHOUT_BOUND) {
    const { cut, settled } = nextToCut(open, problem, effort, Math.floor((effort.mostBoxes - boxes) / 2));
    settled.forEach((box) => problem.settle(box));
    withoutBound += cut.filter(({ box }) => box.atMost.some((bound) => bound === Infinity)).length;
    add(problem.judge(cut.flatMap(({ halves }) => halves)));
    boxes += 2 * cut.length;
    const worst = open.largest;
    if (worst !== undefined && effort.goesOn?.(progressOf(worst, problem.found, boxes, effort.mostBoxes)) === false) break;
  }
  for (let rest = open.pop(); rest !== undefined; rest = open.pop()) problem.settle(rest);
  return boxes;
}

interface Turn {
  readonly cut: readonly { readonly box: JudgedBox; readonly halves: readonly (readonly Bounds[])[] }[];
  readonly settled: readonly JudgedBox[];
}

/** Those with the largest bounds; what was found has grown since they were added, perhaps, so that some need not be cut any more. */
function nextToCut(open: LargestFirst<JudgedBox>, { found }: BoxProblem, { tightness, enough = 0 }: Effort, most: number): Turn {
  const [cut, settled]: [Turn["cut"][number][], JudgedBox[]] = [[], []];
  while (cut.length < Math.min(BATCH, most)) {
    const box = open.pop();
    if (box === undefined) break;
    const isNear = box.atMost.every((bound, output) => bound <= Math.max(enough, tightness * found[output].error));
    const halves = isNear ? undefined : halvesOf(box);
    if (halves === undefined) settled.push(box);
    else cut.push({ box, halves });
  }
  return { cut, settled };
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

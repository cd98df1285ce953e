// Whether the class that a function gives stays the same around a point: for every float32 of a box, every rounding included.

import type { OutputSum } from "../../analysis/output-sum.ts";
import { greatestFloat32To, leastFloat32From } from "../../numeric/float32.ts";
import { callingConvention, type Program } from "../../program/program.ts";
import { decideOverBoxes, type Claim } from "./decide-over-boxes.ts";
import { knownOver } from "./known-over-box.ts";
import { resultsAt } from "./results-at.ts";

/** The scores that a class is told by: the largest, of equal ones the first; a single one is of the second of two classes where it is above a bound. */
export interface Classifier {
  readonly scores: Program;
  readonly bound: number;
}

export interface Robustness {
  /** float32. */
  readonly point: readonly number[];
  /** At the point, from 0; −1 where a score is NaN. */
  readonly class: number;
  readonly verdict: RobustVerdict;
  /** That were looked at. */
  readonly boxes: number;
}

export type RobustVerdict =
  | { readonly kind: "proved" }
  /** By the interpreter. */
  | { readonly kind: "refuted"; readonly at: readonly number[]; readonly class: number }
  /** `share`: of the box, by volume, that it is proved of; 0 where it has a point with scores that are no numbers. */
  | { readonly kind: "undecided"; readonly share: number };

/** Boxes for one point. */
const MOST_BOXES = 1000;

/** @param points float32. @param radius of the box: each input differs from the point's by as much at the most. */
export function provedRobustness(
  { scores, bound }: Classifier,
  points: readonly (readonly number[])[],
  radius: number,
  mostBoxes = MOST_BOXES,
): readonly Robustness[] {
  const known = knownOver(scores);
  const count = callingConvention(scores).outputs.reduce((sum, { buffer }) => sum + buffer.size, 0);
  const at = (those: readonly (readonly number[])[]) => resultsAt(scores, those);
  return points.map((point) => {
    const [there] = at([point]).map((results) => classOf(results, bound));
    // Scores that are no numbers have no largest one.
    if (there < 0) return { point, class: there, verdict: { kind: "undecided", share: 0 }, boxes: 0 };
    const box = point.map((x) => ({ low: leastFloat32From(x - radius), high: greatestFloat32To(x + radius) }));
    const decision = decideOverBoxes({ known, at, box, claim: staysThere(there, count, bound), goesOn: (boxes) => boxes < mostBoxes });
    const { boxes } = decision;
    switch (decision.kind) {
      case "proved":
        return { point, class: there, verdict: { kind: "proved" }, boxes };
      case "refuted": {
        const other = classOf(at([decision.at])[0], bound);
        return { point, class: there, verdict: other < 0 ? { kind: "undecided", share: 0 } : { kind: "refuted", at: decision.at, class: other }, boxes };
      }
      case "undecided":
        return { point, class: there, verdict: { kind: "undecided", share: decision.share }, boxes };
    }
  });
}

function classOf(results: readonly number[], bound: number): number {
  if (results.length === 1) return Number.isNaN(results[0]) ? -1 : Number(results[0] > bound);
  return results.indexOf(Math.max(...results));
}

function staysThere(there: number, scores: number, bound: number): Claim {
  return { margins: leads(there, scores, bound), needs: "all", holds: (results) => classOf(results, bound) === there };
}

/** Of the class's score, before all others or the bound. */
function leads(there: number, scores: number, bound: number): readonly OutputSum[] {
  if (scores === 1) return [there === 1 ? { weights: [1], constant: -bound } : { weights: [-1], constant: bound }];
  const all = Array.from({ length: scores }, (_, score) => score);
  const ahead = (other: number): OutputSum => ({ weights: all.map((score) => Number(score === there) - Number(score === other)), constant: 0 });
  return all.filter((other) => other !== there).map(ahead);
}

// Decides whether a claim on the outputs holds for every float32 of a box: proves it of boxes, which are cut in halves until it is, and looks for
// results that refute it.

import type { FormsOver } from "../../analysis/affine-run.ts";
import { RandomGenerator } from "../../numeric/random.ts";
import type { Bounds } from "../../program/domains/affine-algebra.ts";
import { coefficientOf, type AffineForm } from "../../program/domains/affine-form/affine-form.ts";

export interface Claim {
  /** A form of what is computed of the outputs, and whether the claim holds wherever that is above 0: the one that is nearest to showing it. */
  readonly margin: (forms: readonly AffineForm[]) => AffineForm;
  /** Whether it holds of results. */
  readonly holds: (results: readonly number[]) => boolean;
}

export type Decision =
  | { readonly kind: "proved"; readonly boxes: number }
  | { readonly kind: "refuted"; readonly at: readonly number[]; readonly boxes: number }
  /** `share` of the box, by volume, that it is proved of. */
  | { readonly kind: "undecided"; readonly share: number; readonly boxes: number };

export interface Decided {
  /** Of what is computed, every rounding included. */
  readonly formsOver: FormsOver;
  /** Results at points. */
  readonly at: (points: readonly (readonly number[])[]) => readonly (readonly number[])[];
  /** Float32 ends. */
  readonly box: readonly Bounds[];
  readonly claim: Claim;
  /** Whether to go on after so many boxes. */
  readonly goesOn: (boxes: number) => boolean;
}

/** Random points that are tried first, and corners of boxes that are tried together. */
const [TRIED_FIRST, TRIED_TOGETHER] = [2048, 256];

export function decideOverBoxes({ formsOver, at, box: whole, claim, goesOn }: Decided): Decision {
  const failing = (points: readonly (readonly number[])[]): readonly number[] | undefined => {
    const results = at(points);
    return points.find((_, place) => !claim.holds(results[place]));
  };
  const random = new RandomGenerator(1);
  const first = failing(Array.from({ length: TRIED_FIRST }, () => whole.map(({ low, high }) => Math.fround(random.uniformIn(low, high)))));
  if (first !== undefined) return { kind: "refuted", at: first, boxes: 0 };
  const open = [{ box: whole, share: 1 }];
  let [boxes, proved] = [0, 0];
  const corners: (readonly number[])[] = [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { box, share } = next;
    if (!goesOn(boxes)) return refutedOr(failing(corners), { kind: "undecided", share: proved, boxes });
    boxes++;
    const forms = formsOver(box);
    const margin = forms && claim.margin(forms);
    if (margin !== undefined && margin.low > 0) {
      proved += share;
      continue;
    }
    corners.push(cornerOf(box, margin));
    if (corners.length === TRIED_TOGETHER) {
      const found = failing(corners.splice(0));
      if (found !== undefined) return { kind: "refuted", at: found, boxes };
    }
    const halves = halvesOf(box, whole, margin);
    if (halves !== undefined) {
      for (const half of halves) open.push({ box: half, share: share / 2 });
      continue;
    }
    // No float32 lies between: the box is its corners.
    const found = failing(cornersOf(box));
    if (found !== undefined) return { kind: "refuted", at: found, boxes };
    proved += share;
  }
  return { kind: "proved", boxes };
}

/** Where the margin's line is least. */
function cornerOf(box: readonly Bounds[], margin: AffineForm | undefined): readonly number[] {
  return box.map(({ low, high }, input) => {
    const slope = margin === undefined ? 0 : coefficientOf(margin, input);
    return slope === 0 ? Math.fround(low / 2 + high / 2) : slope > 0 ? low : high;
  });
}

function cornersOf(box: readonly Bounds[]): readonly (readonly number[])[] {
  return box.reduce<readonly (readonly number[])[]>(
    (corners, { low, high }) => (low === high ? [low] : [low, high]).flatMap((end) => corners.map((corner) => [...corner, end])),
    [[]],
  );
}

/** Of the input that the margin goes with most, and where it goes with none, of the widest beside the whole; undefined where none can be cut. */
function halvesOf(box: readonly Bounds[], whole: readonly Bounds[], margin: AffineForm | undefined): readonly (readonly Bounds[])[] | undefined {
  const middles = box.map(({ low, high }) => Math.fround(low / 2 + high / 2));
  const isCut = box.map(({ low, high }, input) => middles[input] > low && middles[input] < high);
  const along = box.map((_, input) => (margin === undefined || !isCut[input] ? 0 : Math.abs(coefficientOf(margin, input))));
  const wide = box.map(({ low, high }, input) => (isCut[input] ? (high - low) / (whole[input].high - whole[input].low) : 0));
  const weights = Math.max(...along) > 0 ? along : wide;
  const most = Math.max(...weights);
  if (most === 0) return undefined;
  const cut = weights.indexOf(most);
  const half = (side: Bounds): readonly Bounds[] => box.with(cut, side);
  return [half({ low: box[cut].low, high: middles[cut] }), half({ low: middles[cut], high: box[cut].high })];
}

function refutedOr(at: readonly number[] | undefined, otherwise: Extract<Decision, { readonly kind: "undecided" }>): Decision {
  return at === undefined ? otherwise : { kind: "refuted", at, boxes: otherwise.boxes };
}

// Decides whether a claim on the outputs holds for every float32 of a box: proves it of boxes, which are cut in halves until it is, and looks for
// results that refute it.

import type { LeastSum, OutputSum } from "../../analysis/output-sum.ts";
import { RandomGenerator } from "../../numeric/random.ts";
import type { Bounds } from "../../program/domains/affine-algebra.ts";
import type { KnownOver, KnownOverBox } from "./known-over-box.ts";

export interface Claim {
  /** The claim holds wherever one of these sums of the outputs is above 0, or wherever all of them are. */
  readonly margins: readonly OutputSum[];
  readonly needs: "one" | "all";
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
  readonly known: KnownOver;
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

/** A part of the box that is to be looked at. */
interface Open {
  readonly box: readonly Bounds[];
  /** Of the whole box, by volume. */
  readonly share: number;
  /** That are not proved of a larger part. */
  readonly margins: readonly OutputSum[];
  /** Of what it is a part of. */
  readonly known: KnownOverBox | undefined;
}

export function decideOverBoxes({ known: knownOver, at, box: whole, claim, goesOn }: Decided): Decision {
  const failing = (points: readonly (readonly number[])[]): readonly number[] | undefined => {
    const results = at(points);
    return points.find((_, place) => !claim.holds(results[place]));
  };
  const random = new RandomGenerator(1);
  const first = failing(Array.from({ length: TRIED_FIRST }, () => whole.map(({ low, high }) => Math.fround(random.uniformIn(low, high)))));
  if (first !== undefined) return { kind: "refuted", at: first, boxes: 0 };
  const open: Open[] = [{ box: whole, share: 1, margins: claim.margins, known: undefined }];
  let [boxes, proved] = [0, 0];
  const corners: (readonly number[])[] = [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { box, share, known: around } = next;
    if (!goesOn(boxes)) return refutedOr(failing(corners), { kind: "undecided", share: proved, boxes });
    boxes++;
    const known = around?.within(box) ?? knownOver(box);
    const { margins, least, deciding } = leftOf(next.margins, claim.needs, known);
    if (deciding === undefined) {
      proved += share;
      continue;
    }
    corners.push(cornerOf(box, least.slopes));
    if (corners.length === TRIED_TOGETHER) {
      const found = failing(corners.splice(0));
      if (found !== undefined) return { kind: "refuted", at: found, boxes };
    }
    const halves = halvesOf(box, whole, known.slopesOf(deciding));
    if (halves !== undefined) {
      for (const half of halves) open.push({ box: half, share: share / 2, margins, known });
      continue;
    }
    // No float32 lies between: the box is its corners.
    const found = failing(cornersOf(box));
    if (found !== undefined) return { kind: "refuted", at: found, boxes };
    proved += share;
  }
  return { kind: "proved", boxes };
}

/** Margins that are to be proved, and of them the one that decides: of one that is needed the largest, of all the least. */
type Left =
  | { readonly margins: readonly OutputSum[]; readonly deciding: OutputSum; readonly least: LeastSum }
  | { readonly margins: readonly OutputSum[]; readonly deciding?: undefined; readonly least?: undefined };

function leftOf(margins: readonly OutputSum[], needs: Claim["needs"], known: KnownOverBox): Left {
  const bounded = margins.map((margin) => ({ margin, least: known.least(margin) }));
  const left = bounded.filter(({ least: { low } }) => !(low > 0));
  if (left.length === 0 || (needs === "one" && left.length < bounded.length)) return { margins: [] };
  const isBetter = (one: number, other: number): boolean => (needs === "one" ? one > other : one < other);
  const { margin: deciding, least } = left.reduce((best, one) => (isBetter(one.least.low, best.least.low) ? one : best));
  return { margins: left.map(({ margin }) => margin), deciding, least };
}

/** Where the plane that the margin is above is least. */
function cornerOf(box: readonly Bounds[], slopes: Float64Array): readonly number[] {
  return box.map(({ low, high }, input) => (slopes[input] === 0 ? Math.fround(low / 2 + high / 2) : slopes[input] > 0 ? low : high));
}

function cornersOf(box: readonly Bounds[]): readonly (readonly number[])[] {
  return box.reduce<readonly (readonly number[])[]>(
    (corners, { low, high }) => (low === high ? [low] : [low, high]).flatMap((end) => corners.map((corner) => [...corner, end])),
    [[]],
  );
}

/** Of the input that the margin goes with most, and where it goes with none, of the widest beside the whole; undefined where none can be cut. */
function halvesOf(box: readonly Bounds[], whole: readonly Bounds[], slopes: Float64Array): readonly (readonly Bounds[])[] | undefined {
  const middles = box.map(({ low, high }) => Math.fround(low / 2 + high / 2));
  const isCut = box.map(({ low, high }, input) => middles[input] > low && middles[input] < high);
  const along = box.map((_, input) => (isCut[input] ? Math.abs(slopes[input]) : 0));
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

// The lines that a network of one input is made of, and how far what is emitted is from them.

import { bandsOf, type BandsOn } from "../../analysis/band-run.ts";
import { piecewiseLinearOutputs } from "../../analysis/breakpoints.ts";
import { type Linear, type PiecewiseLinear } from "../../program/domains/piecewise-linear.ts";
import { exactly, type Rational } from "../../program/domains/rational.ts";
import { cutsOf, largestGaps } from "../certify-lines.ts";
import { coverWithBands, halved, type Stretch } from "../cover.ts";
import { linesOf, type Line } from "../lines.ts";
import { SMOOTH_FUNCTIONS } from "../smooth-functions.ts";
import type { PropertyRequest } from "./property-request.ts";

export interface FollowedLines {
  /** The ends of the domain and the breaks between, rounded to float32, ascending. */
  readonly cuts: readonly number[];
  readonly bands: BandsOn;
  readonly stretches: readonly Stretch[];
  readonly outputs: readonly FollowedOutput[];
}

/** Of one element of the outputs. */
export interface FollowedOutput {
  /** In real arithmetic, exactly, on the open interval between the ends of the domain. What it is at single breaks is not said. */
  readonly exact: PiecewiseLinear;
  /** No |computed − network| is larger, at any float32 of the domain. */
  readonly deviation: number;
}

/** Undefined of a program of several inputs, and where the network is not made of lines or what is computed is not known. */
export function followLines({ computed, network, domain }: PropertyRequest): FollowedLines | undefined {
  if (domain.length !== 1) return undefined;
  const [{ low, high }] = domain;
  const found = piecewiseLinearOutputs(network, low, high);
  if (found.kind === "unknown") return undefined;
  const cuts = cutsOf(found.outputs, [low, high]);
  const bands = bandsOf(computed, SMOOTH_FUNCTIONS, "float32");
  const stretches = coverWithBands(bands, cuts);
  if (stretches === undefined) return undefined;
  const outputs = found.outputs.map((exact, place) => ({ exact, deviation: deviationOf(bands, stretches, place, linesOf(exact, low, high)) }));
  return { cuts, bands, stretches, outputs };
}

/** Halving a stretch is worth while where it is so much nearer; a network may have bends that are none of its outputs. */
const WORTH_WHILE = 2 ** -3;
const MOST_HALVINGS = 256;

/** How far what is computed is from the lines at the most: the stretch that is furthest is halved as long as that gains much. */
function deviationOf(bands: BandsOn, stretches: readonly Stretch[], place: number, lines: readonly Line[]): number {
  const open = stretches.map((stretch) => ({ stretch, gap: largestGaps([stretch], place, lines) }));
  for (let halvings = 0; ; halvings++) {
    const furthest = open.reduce((one, other) => (other.gap > one.gap ? other : one));
    const parts = halvings < MOST_HALVINGS ? halved(bands, furthest.stretch) : undefined;
    const halves = parts?.map((stretch) => ({ stretch, gap: largestGaps([stretch], place, lines) }));
    if (halves === undefined || halves.some(({ gap }) => gap > furthest.gap * (1 - WORTH_WHILE))) return furthest.gap;
    open.splice(open.indexOf(furthest), 1, ...halves);
  }
}

interface Piece {
  readonly piece: Linear;
  readonly ends: readonly [Rational, Rational];
}

/** Every piece with both ends. */
export function piecesOf({ breaks, pieces }: PiecewiseLinear, low: number, high: number): readonly Piece[] {
  return pieces.map((piece, place) => ({ piece, ends: [breaks[place - 1] ?? exactly(low), breaks[place] ?? exactly(high)] }));
}

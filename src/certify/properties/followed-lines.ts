// The lines that a network of one input is made of, and how far what is emitted is from them.

import { nextFloat32Down, nextFloat32Up } from "../../numeric/float32.ts";
import { bandsOf, type BandsOn } from "../../analysis/band-run.ts";
import { piecewiseLinearOutputs } from "../../analysis/breakpoints.ts";
import { limitsAt, valuesAtJumps } from "../../analysis/values-at-jumps.ts";
import { type Linear, type PiecewiseLinear } from "../../program/domains/piecewise-linear.ts";
import { compare, exactly, type Rational } from "../../program/domains/rational.ts";
import { cutsOf, largestGaps } from "../certify-lines.ts";
import { coverWithBands, halved, type Stretch } from "../cover.ts";
import { linesOf, type Line } from "../lines.ts";
import { SMOOTH_FUNCTIONS } from "../smooth-functions.ts";
import type { PropertyRequest } from "./property-request.ts";

export interface FollowedLines {
  /** The ends of the domain, the breaks, the jumps and what is beside these, rounded to float32, ascending. */
  readonly cuts: readonly number[];
  readonly bands: BandsOn;
  readonly stretches: readonly Stretch[];
  readonly outputs: readonly FollowedOutput[];
}

/** Of one element of the outputs. */
export interface FollowedOutput {
  /** In real arithmetic, exactly, on the open interval between the ends of the domain. What it is at single breaks `jumps` say. */
  readonly exact: PiecewiseLinear;
  /** At all other numbers, the ends included, it is continuous. */
  readonly jumps: readonly Jump[];
  /** No |computed − network| is larger, at any float32 of the domain. */
  readonly deviation: number;
}

/** Where it may jump: its value in real arithmetic, and what it comes to before and behind, where that is in the domain. */
export interface Jump {
  readonly place: Rational;
  readonly value: Rational;
  readonly before: Rational | undefined;
  readonly after: Rational | undefined;
}

/** Undefined of a program of several inputs, and where the network is not made of lines or what is computed is not known. */
export function followLines({ computed, network, domain }: PropertyRequest): FollowedLines | undefined {
  if (domain.length !== 1) return undefined;
  const [{ low, high }] = domain;
  const found = piecewiseLinearOutputs(network, low, high);
  if (found.kind === "unknown") return undefined;
  const jumps = valuesAtJumps(network, low, high);
  if (jumps === undefined) return undefined;
  const beside = jumps.map(({ place }) => Math.fround(place.value)).flatMap((x) => [nextFloat32Down(x), x, nextFloat32Up(x)]);
  const cuts = withPlaces(cutsOf(found.outputs, [low, high]), beside.filter((x) => x >= low && x <= high));
  const bands = bandsOf(computed, SMOOTH_FUNCTIONS, "float32");
  const stretches = coverWithBands(bands, cuts);
  if (stretches === undefined) return undefined;
  const outputs = found.outputs.map((exact, output) => ({
    exact,
    jumps: jumps.map(({ place, values }) => jumpOf(exact, place, values[output], [low, high])),
    deviation: deviationOf(bands, stretches, output, linesOf(exact, low, high)),
  }));
  return { cuts, bands, stretches, outputs };
}

function withPlaces(cuts: readonly number[], places: readonly number[]): readonly number[] {
  return [...new Set([...cuts, ...places].map((x) => x + 0))].sort((one, other) => one - other);
}

function jumpOf(exact: PiecewiseLinear, place: Rational, value: Rational, [low, high]: readonly [number, number]): Jump {
  const [before, after] = limitsAt(exact, place);
  return {
    place,
    value,
    before: compare(place, exactly(low)) > 0 ? before : undefined,
    after: compare(place, exactly(high)) < 0 ? after : undefined,
  };
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

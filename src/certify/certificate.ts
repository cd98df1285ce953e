// Proves how large the error of an emitted function of one input is at the most, over every float32 of a domain. Takes what is computed,
// the network in real arithmetic and the targets; reads no model and prints nothing.

import { bandsOf } from "../analysis/band-run.ts";
import { piecewiseLinearOutputs } from "../analysis/breakpoints.ts";
import { greatestFloat32To, leastFloat32From } from "../numeric/float32.ts";
import type { PiecewiseLinear } from "../program/domains/piecewise-linear.ts";
import type { Program } from "../program/program.ts";
import type { Enclosure } from "../train/target/enclosure/enclose-target.ts";
import { coverWithBands, halved, type Stretch } from "./cover.ts";
import { distanceFrom } from "./distance.ts";
import { largestGap, lineOfBand, linesOf, type Line } from "./lines.ts";

/** Of one element of the outputs. */
export interface OutputCertificate {
  /** No |computed − target| is larger, at any float32 of the domain. */
  readonly maxAbsError: number;
  /** A float32 near which the bound is reached. */
  readonly at: number;
  /** No |network − target| is larger, of the network in real arithmetic, at any real number between the domain's float32 numbers. */
  readonly networkError: number;
  /** No |computed − network| is larger: what roundings do, and a table in the network's place. */
  readonly roundingError: number;
}

export type Certification =
  | { readonly kind: "proved"; readonly outputs: readonly OutputCertificate[] }
  | { readonly kind: "not proved"; readonly reason: string };

export interface Subject {
  /** What is emitted: one input of one element. */
  readonly computed: Program;
  /** What it stands for. */
  readonly network: Program;
  /** Of each element of the outputs. */
  readonly targets: readonly Enclosure[];
  /** The domain. */
  readonly low: number;
  readonly high: number;
  /** Lines of the network that are followed; where it has more it is not proved. */
  readonly mostPieces: number;
}

/** Halving a stretch is worth while where the bound gets better by this part. */
const WORTH_WHILE = 2 ** -9;
const MOST_REFINEMENTS = 1000;

/** The bound of one stretch, and of where it is. */
interface Bound {
  readonly stretch: Stretch;
  readonly atMost: number;
  readonly at: number;
}

export function certify({ computed, network, targets, low, high, mostPieces }: Subject): Certification {
  const [least, greatest] = [leastFloat32From(low), greatestFloat32To(high)];
  if (!(least < greatest)) return { kind: "not proved", reason: "its domain holds fewer than two float32 numbers" };
  const found = piecewiseLinearOutputs(network, least, greatest);
  if (found.kind === "unknown") return { kind: "not proved", reason: found.reason };
  const cuts = cutsOf(found.outputs, least, greatest);
  if (cuts.length > mostPieces) return { kind: "not proved", reason: `it is made of ${cuts.length - 1} lines, and no more than ${Math.floor(mostPieces)} are followed` };
  const bands = bandsOf(computed);
  const stretches = coverWithBands(bands, cuts);
  if (stretches === undefined) return { kind: "not proved", reason: "it is not known near enough what is computed" };
  const halve = (stretch: Stretch): readonly Stretch[] | undefined => halved(bands, stretch);
  const outputs = found.outputs.map((output, place): OutputCertificate => {
    const lines = linesOf(output, least, greatest);
    const { atMost: maxAbsError, at } = largestError(targets[place], stretches, place, halve);
    return { maxAbsError, at, networkError: networkErrorOf(targets[place], lines), roundingError: largestGaps(stretches, place, lines) };
  });
  const isKnown = outputs.every(({ maxAbsError, networkError }) => maxAbsError < Infinity && networkError < Infinity);
  return isKnown ? { kind: "proved", outputs } : { kind: "not proved", reason: "the target has no bounds in the domain that nnc can compute" };
}

/** The ends and every break between, as float32 numbers, ascending. */
function cutsOf(outputs: readonly PiecewiseLinear[], least: number, greatest: number): readonly number[] {
  const breaks = outputs.flatMap((output) => output.breaks.map(({ value }) => Math.fround(value)));
  return [...new Set([least, ...breaks, greatest])].sort((one, other) => one - other);
}

function largestError(
  target: Enclosure,
  stretches: readonly Stretch[],
  place: number,
  halve: (stretch: Stretch) => readonly Stretch[] | undefined,
): Bound {
  let reached = 0;
  const boundOf = (stretch: Stretch): Bound => {
    const line = lineOfBand(stretch.bands[place], stretch.low, stretch.high);
    const { atMost, atLeast, at } = distanceFrom(target, line, reached - line.radius);
    reached = Math.max(reached, atLeast);
    return { stretch, atMost: (atMost + line.radius) * UP, at: Math.fround(at) };
  };
  const open = stretches.map(boundOf);
  for (let refinements = 0; ; refinements++) {
    const largest = open.reduce((one, other) => (other.atMost > one.atMost ? other : one));
    const halves = refinements < MOST_REFINEMENTS && largest.atMost < Infinity ? halve(largest.stretch)?.map(boundOf) : undefined;
    if (halves === undefined || halves.some(({ atMost }) => atMost > largest.atMost * (1 - WORTH_WHILE))) return largest;
    open.splice(open.indexOf(largest), 1, ...halves);
  }
}

/** More than adding two numbers loses. */
const UP = 1 + 2 ** -50;

function networkErrorOf(target: Enclosure, lines: readonly Line[]): number {
  let reached = 0;
  let largest = 0;
  for (const line of lines) {
    const { atMost, atLeast } = distanceFrom(target, line, reached);
    reached = Math.max(reached, atLeast);
    largest = Math.max(largest, (atMost + line.radius) * UP);
  }
  return largest;
}

/** Both are in order, so that each stretch meets few lines. */
function largestGaps(stretches: readonly Stretch[], place: number, lines: readonly Line[]): number {
  let first = 0;
  let largest = 0;
  for (const { low, high, bands } of stretches) {
    while (first + 1 < lines.length && lines[first].high < low) first++;
    const line = lineOfBand(bands[place], low, high);
    for (let next = first; next < lines.length && lines[next].low <= high; next++) largest = Math.max(largest, largestGap(line, lines[next]));
  }
  return largest * UP;
}

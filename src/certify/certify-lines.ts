// Proves the error of a network of one input that is made of lines, or of a table in its place. Takes what is computed, the network and the
// targets; reads no model and prints nothing.

import { bandsOf } from "../analysis/band-run.ts";
import { ELEMENT_LIMIT } from "../analysis/piecewise-linear-run.ts";
import { linesWithJumps } from "../analysis/values-at-jumps.ts";
import type { PiecewiseLinear } from "../program/domains/piecewise-linear.ts";
import { compare, exactly, type Rational } from "../program/domains/rational.ts";
import type { Enclosure } from "../train/target/enclosure/enclose-target.ts";
import { magnitude, negative, outward, plus, point } from "../train/target/enclosure/outward.ts";
import { certificationOf, floatsOfDomain, NO_BANDS, NO_FLOATS, notProved, type Certification, type LineCertificate, type Subject } from "./certificate.ts";
import { coverWithBands, type Stretch } from "./cover.ts";
import { distanceFrom, halvingsOfEach } from "./distance.ts";
import { errorInParts, largestError, UP } from "./largest-error.ts";
import { largestGap, lineOfBand, linesOf, type Line } from "./lines.ts";
import { SMOOTH_FUNCTIONS } from "./smooth-functions.ts";

/** Where there is more to follow nothing is proved. */
export interface Limits {
  /** Lines of the network. */
  readonly mostPieces: number;
  /** Those of every value in it, which are computed first. */
  readonly mostComputed: number;
}

/** As much as some seconds are enough for. */
const USUAL_LIMITS: Limits = { mostPieces: Infinity, mostComputed: ELEMENT_LIMIT };

/** @returns undefined where the network is not made of lines, or of more than are computed. */
export function certifyLines(subject: Subject, { mostPieces, mostComputed } = USUAL_LIMITS): Certification<LineCertificate> | undefined {
  const floats = floatsOfDomain(subject);
  if (floats === undefined) return NO_FLOATS;
  const found = linesWithJumps(subject.network, ...floats, mostComputed);
  if (found === undefined) return undefined;
  const cuts = cutsOf(found.outputs, floats);
  if (cuts.length > mostPieces) return notProved(`it is made of ${cuts.length - 1} lines, and no more than ${Math.floor(mostPieces)} are followed`);
  const bands = bandsOf(subject.computed, SMOOTH_FUNCTIONS, "float32");
  const stretches = coverWithBands(bands, cuts);
  if (stretches === undefined) return NO_BANDS;
  return certificationOf(
    found.outputs.map((output, place): LineCertificate => {
      const [target, lines] = [subject.targets[place], linesOf(output, ...floats)];
      const { atMost: maxAbsError, at } = largestError(target, bands, stretches, place);
      const inParts = errorInParts(target, bands, stretches, place);
      const atJumps = found.jumps.map((jump) => errorAt(target, jump.place, jump.values[place]));
      const networkError = Math.max(networkErrorOf(target, lines), ...atJumps);
      return { maxAbsError, at: [at], inParts, networkError, roundingError: largestGaps(stretches, place, lines) };
    }),
  );
}

/** The ends and every break between, as float32 numbers, ascending. */
export function cutsOf(outputs: readonly PiecewiseLinear[], [least, greatest]: readonly [number, number]): readonly number[] {
  const breaks = outputs.flatMap((output) => output.breaks.map(({ value }) => Math.fround(value)));
  return [...new Set([least, ...breaks, greatest])].sort((one, other) => one - other);
}

function networkErrorOf(target: Enclosure, lines: readonly Line[]): number {
  let reached = 0;
  let largest = 0;
  const mostHalvings = halvingsOfEach(lines.length);
  for (const line of lines) {
    const { atMost, atLeast } = distanceFrom(target, line, reached, mostHalvings);
    reached = Math.max(reached, atLeast);
    largest = Math.max(largest, (atMost + line.radius) * UP);
  }
  return largest;
}

/** Of a value at one place, both of which may have been rounded: no larger. */
function errorAt(target: Enclosure, place: Rational, { value }: Rational): number {
  const x = place.value;
  const around = compare(exactly(x), place) === 0 ? point(x) : outward(x, x);
  return magnitude(plus(target(around).value, negative(outward(value, value))));
}

/** How far what is computed is from lines at the most. Both are in order, so that each stretch meets few lines. */
export function largestGaps(stretches: readonly Stretch[], place: number, lines: readonly Line[]): number {
  let first = 0;
  let largest = 0;
  for (const { low, high, bands } of stretches) {
    while (first + 1 < lines.length && lines[first].high < low) first++;
    const line = lineOfBand(bands[place], low, high);
    for (let next = first; next < lines.length && lines[next].low <= high; next++) largest = Math.max(largest, largestGap(line, lines[next]));
  }
  return largest * UP;
}

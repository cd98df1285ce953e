// Whether outputs rise or fall with each input: exactly of networks of one input, by the slopes of their lines, of others by bounds of their
// derivatives; and of what is emitted up to roundings.

import { signOf } from "../../program/domains/dyadic.ts";
import { sidesOf } from "../../program/domains/piecewise-linear.ts";
import { compare, type Rational } from "../../program/domains/rational.ts";
import type { Page } from "./atlas.ts";
import type { FollowedForm } from "./followed-form.ts";
import type { FollowedOutput } from "./followed-lines.ts";
import { atMost, proved, provedOfNetwork, refuted, undecided, type Evaluated, type Finding, type Proved, type Undecided, type Verdict } from "./finding.ts";
import type { Property } from "./property.ts";
import type { PropertyName } from "./property-name.ts";
import type { PropertySubject } from "./property-subject.ts";
import { NOTHING_KNOWN } from "./reasons.ts";
import { slopeOf } from "./slopes.ts";

/** 1 where no larger number has a smaller result, −1 where none has a larger one. */
type Direction = 1 | -1;

export const rising: Property = { name: "rising", describe: "no larger input has a smaller result", prove: (subject) => ofEach("rising", subject, [1]) };

export const falling: Property = { name: "falling", describe: "no larger input has a larger result", prove: (subject) => ofEach("falling", subject, [-1]) };

export const monotone: Property = { name: "monotone", describe: "rising or falling", prove: (subject) => ofEach("monotone", subject, [1, -1]) };

/** In one of the directions, which is the same over the whole domain. */
function ofEach(property: PropertyName, subject: PropertySubject, directions: readonly Direction[]): readonly Finding[] {
  return Array.from({ length: subject.outputs }, (_, output) => output).flatMap((output) =>
    subject.request.domain.map((_, input) => ({ property, output, input, verdict: verdictOf(subject, output, input, directions) })),
  );
}

function verdictOf(subject: PropertySubject, output: number, input: number, directions: readonly Direction[]): Verdict {
  const { table, domain: [{ low }] } = subject.request;
  const { lines } = subject;
  const isWhole = table?.symmetry !== "even" || low >= 0;
  const known = directions.find((direction) => isWhole && table?.monotony === (direction > 0 ? "non-decreasing" : "non-increasing"));
  if (known !== undefined) return inDirection(proved("emitted"), known, directions);
  if (lines === undefined) return verdictOverBoxes(subject, output, input, directions);
  const { deviation } = lines.outputs[output];
  const found = directions.find((direction) => goesOnly(lines.outputs[output], direction));
  // Both results may be off.
  if (found !== undefined) return inDirection(provedOfNetwork(deviation), found, directions);
  const witness = directions.map((direction) => largestFall(subject.samples[output], direction));
  if (witness.every((pair) => pair !== undefined)) return refuted(witness.flat());
  return undecided("in real arithmetic it does not hold, but roundings hide that");
}

/** By bounds of the derivative; refuted where results go further against a direction than roundings may take them. */
function verdictOverBoxes(subject: PropertySubject, output: number, input: number, directions: readonly Direction[]): Verdict {
  const { atlas } = subject;
  if (atlas === undefined) return undecided(NOTHING_KNOWN);
  const deviation = (): number => 2 * atlas.largest(({ forms }) => forms[output].deviation);
  const walks = subject.walks(output, input);
  const falls = directions.map((direction) => largestOfFalls(walks, direction));
  const beyond = falls.map((fall) => (fall !== undefined && Math.abs(fall[0].value - fall[1].value) > deviation() ? fall : undefined));
  const possible = directions.filter((_, place) => beyond[place] === undefined);
  const bounds = possible.map((direction) => {
    const score = ({ forms }: Page): number => steepestAgainst(forms[output], input, direction);
    return atlas.bound(score, (bound) => bound <= 0);
  });
  const found = possible.find((_, place) => bounds[place] <= 0);
  if (found !== undefined) return inDirection(provedOfNetwork(subject.deviationOf(output)), found, directions);
  if (possible.length === 0) return refuted(beyond.flatMap((fall) => fall ?? []));
  const steepest = Math.min(...bounds);
  return undecided("slopes of the other sign are not ruled out", ...(steepest < Infinity ? [atMost("slopeAgainst", steepest)] : []));
}

function steepestAgainst({ slopes }: FollowedForm, input: number, direction: Direction): number {
  const { low, high } = slopeOf(slopes, input);
  return direction > 0 ? -low : high;
}

function largestOfFalls(walks: readonly (readonly Evaluated[])[], direction: Direction): readonly [Evaluated, Evaluated] | undefined {
  const falls = walks.flatMap((walk) => [largestFall(walk, direction)]).filter((fall) => fall !== undefined);
  const size = ([one, other]: readonly [Evaluated, Evaluated]): number => Math.abs(one.value - other.value);
  return falls.reduce<readonly [Evaluated, Evaluated] | undefined>((best, fall) => (best === undefined || size(fall) > size(best) ? fall : best), undefined);
}

/** Says which one it is, where there is a choice. */
function inDirection(verdict: Proved | Undecided, direction: Direction, { length }: readonly Direction[]): Verdict {
  return length === 1 || verdict.kind === "undecided" ? verdict : { ...verdict, direction: direction > 0 ? "rising" : "falling" };
}

/** What the slopes of all pieces say, and where these do not meet, the jumps between them; exactly. */
function goesOnly({ exact, jumps }: FollowedOutput, direction: Direction): boolean {
  const isInOrder = (one: Rational, other: Rational): boolean => compare(other, one) * direction >= 0;
  return (
    exact.pieces.every(({ slope }) => signOf(slope) * direction >= 0) &&
    sidesOf(exact).every(([before, after]) => isInOrder(before, after)) &&
    jumps.every(({ before, value, after }) => (before === undefined || isInOrder(before, value)) && (after === undefined || isInOrder(value, after)))
  );
}

/** Of all pairs the one whose results go furthest against a direction; undefined where none do. */
function largestFall(samples: readonly Evaluated[], direction: Direction): readonly [Evaluated, Evaluated] | undefined {
  let [highest] = samples;
  let found: readonly [Evaluated, Evaluated] | undefined;
  let largest = 0;
  for (const sample of samples) {
    if (sample.value * direction > highest.value * direction) highest = sample;
    const fall = (highest.value - sample.value) * direction;
    if (fall > largest) [largest, found] = [fall, [highest, sample]];
  }
  return found;
}

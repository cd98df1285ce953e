// Whether outputs are convex or concave: exactly of networks of one input made of lines, by the slopes of these, of others by bounds of their second
// derivatives and by how they are made; and of what is emitted up to roundings.

import { add, dyadicOf, multiply, negate, signOf } from "../../program/domains/dyadic.ts";
import { isContinuous } from "../../program/domains/piecewise-linear.ts";
import { compare } from "../../program/domains/rational.ts";
import { negativeBends, type Bends } from "./bends.ts";
import { furthestBelow0, isPositiveSemidefinite } from "./definite.ts";
import { atMost, provedOfNetwork, refuted, undecided, type Evaluated, type Finding, type Verdict } from "./finding.ts";
import type { FollowedOutput, Jump } from "./followed-lines.ts";
import type { Property } from "./property.ts";
import type { PropertySubject } from "./property-subject.ts";
import { NOTHING_KNOWN } from "./reasons.ts";

/** 1 where no result is above the line between two others, −1 where none is below. */
type Bend = 1 | -1;

export const convex: Property = { name: "convex", describe: "no result is above the line between two others", prove: (subject) => ofEach("convex", subject, 1) };

export const concave: Property = { name: "concave", describe: "no result is below the line between two others", prove: (subject) => ofEach("concave", subject, -1) };

function ofEach(property: "convex" | "concave", subject: PropertySubject, bend: Bend): readonly Finding[] {
  return Array.from({ length: subject.outputs }, (_, output) => ({ property, output, verdict: verdictOf(subject, output, bend) }));
}

function verdictOf(subject: PropertySubject, output: number, bend: Bend): Verdict {
  const { lines } = subject;
  if (lines === undefined) return verdictOverBoxes(subject, output, bend);
  const { deviation } = lines.outputs[output];
  // A result and the line between two others may both be off.
  if (bendsOnly(lines.outputs[output], bend)) return provedOfNetwork(deviation);
  const witness = furthestFromChord(subject.samples[output], bend);
  return witness === undefined ? undecided("in real arithmetic it does not hold, but roundings hide that") : refuted(witness);
}

/** By how the output bends; refuted where results along an input bend further the other way than roundings may make them. */
function verdictOverBoxes(subject: PropertySubject, output: number, bend: Bend): Verdict {
  const { atlas, request: { domain } } = subject;
  if (atlas === undefined) return undecided(NOTHING_KNOWN);
  const deviation = atlas.largest(({ forms }) => forms[output].deviation);
  const found = domain.flatMap((_, input) => subject.walks(output, input).flatMap((walk) => [furthestFromChord(walk, bend, input, 2 * deviation)]));
  const witness = found.find((three) => three !== undefined);
  if (witness !== undefined) return refuted(witness);
  const { length } = domain;
  const bound = subject.bentAtlas?.bound(({ forms }) => bendAgainst(forms[output].bends, bend, length), (against) => against <= 0) ?? Infinity;
  if (bound <= 0) return provedOfNetwork(subject.deviationOf(output));
  return undecided("bends of the other sign are not ruled out", ...(bound < Infinity ? [atMost("bendAgainst", bound)] : []));
}

/** How far the second derivative along any direction may be from the sign of a bend; 0 where it is nowhere, Infinity where slopes may jump so. */
function bendAgainst(bends: Bends, bend: Bend, inputs: number): number {
  const { second, foldsDown, isConvex } = bend > 0 ? bends : negativeBends(bends);
  if (isConvex) return 0;
  if (foldsDown) return Infinity;
  return isPositiveSemidefinite(second, inputs) ? 0 : Math.max(Number.MIN_VALUE, furthestBelow0(second, inputs));
}

/** Whether the slopes go in one direction; a jump inside the domain bends in both, and one at an end as it goes. */
function bendsOnly({ exact, jumps }: FollowedOutput, bend: Bend): boolean {
  const { pieces } = exact;
  const isBent = ({ before, value, after }: Jump): boolean => {
    if (before === undefined) return after === undefined || compare(value, after) * bend >= 0;
    return after === undefined ? compare(value, before) * bend >= 0 : compare(value, before) === 0;
  };
  const slopesGoOn = pieces.every(({ slope }, place) => place === 0 || signOf(add(slope, negate(pieces[place - 1].slope))) * bend >= 0);
  return isContinuous(exact) && slopesGoOn && jumps.every(isBent);
}

/** Of all neighbours the three whose middle one is furthest on the wrong side of the line between the others; undefined where none is so far. */
function furthestFromChord(samples: readonly Evaluated[], bend: Bend, input = 0, beyondWhat = 0): readonly Evaluated[] | undefined {
  let found: readonly Evaluated[] | undefined;
  let furthest = beyondWhat;
  for (let place = 1; place + 1 < samples.length; place++) {
    const three = samples.slice(place - 1, place + 2);
    const [left, middle, right] = three;
    const share = (middle.at[input] - left.at[input]) / (right.at[input] - left.at[input]);
    const beyond = (middle.value - (left.value + (right.value - left.value) * share)) * bend;
    if (beyond > furthest && isBeyondChord(three, bend, input)) [furthest, found] = [beyond, three];
  }
  return found;
}

/** Exactly: (f(m) − f(a))·(b − m) against (f(b) − f(m))·(m − a). */
function isBeyondChord([left, middle, right]: readonly Evaluated[], bend: Bend, input: number): boolean {
  const apart = (one: number, other: number) => add(dyadicOf(one), negate(dyadicOf(other)));
  const rise = multiply(apart(middle.value, left.value), apart(right.at[input], middle.at[input]));
  const rest = multiply(apart(right.value, middle.value), apart(middle.at[input], left.at[input]));
  return signOf(add(rise, negate(rest))) * bend > 0;
}

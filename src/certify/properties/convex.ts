// Whether outputs are convex or concave: exactly of the network, by the slopes of its lines, and of what is emitted up to roundings.

import { add, dyadicOf, multiply, negate, signOf } from "../../program/domains/dyadic.ts";
import { isContinuous } from "../../program/domains/piecewise-linear.ts";
import { compare } from "../../program/domains/rational.ts";
import { atMost, proved, refuted, undecided, type Evaluated, type Finding, type Verdict } from "./finding.ts";
import type { FollowedOutput, Jump } from "./followed-lines.ts";
import type { Property } from "./property.ts";
import type { PropertySubject } from "./property-subject.ts";
import { NOT_LINES, NOTHING_KNOWN } from "./reasons.ts";

/** 1 where no result is above the line between two others, −1 where none is below. */
type Bend = 1 | -1;

export const convex: Property = { name: "convex", describe: "no result is above the line between two others", prove: (subject) => ofEach("convex", subject, 1) };

export const concave: Property = { name: "concave", describe: "no result is below the line between two others", prove: (subject) => ofEach("concave", subject, -1) };

function ofEach(property: "convex" | "concave", subject: PropertySubject, bend: Bend): readonly Finding[] {
  return Array.from({ length: subject.outputs }, (_, output) => ({ property, output, verdict: verdictOf(subject, output, bend) }));
}

function verdictOf(subject: PropertySubject, output: number, bend: Bend): Verdict {
  const { lines } = subject;
  if (lines === undefined) return verdictBySamples(subject, output, bend);
  const { deviation } = lines.outputs[output];
  // A result and the line between two others may both be off.
  if (bendsOnly(lines.outputs[output], bend)) return proved("network", atMost("deviation", 2 * deviation));
  const witness = furthestFromChord(subject.samples[output], bend);
  return witness === undefined ? undecided("in real arithmetic it does not hold, but roundings hide that") : refuted(witness);
}

/** Refuted where results along an input bend further than roundings may make them; nothing else is known. */
function verdictBySamples(subject: PropertySubject, output: number, bend: Bend): Verdict {
  const { atlas, request: { domain } } = subject;
  if (atlas === undefined) return undecided(NOTHING_KNOWN);
  const deviation = atlas.largest(({ forms }) => forms[output].deviation);
  const found = domain.flatMap((_, input) => subject.walks(output, input).flatMap((walk) => [furthestFromChord(walk, bend, input, 2 * deviation)]));
  const witness = found.find((three) => three !== undefined);
  return witness === undefined ? undecided(`${NOT_LINES}, and no results are seen that refute it`) : refuted(witness);
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

// A Lipschitz bound: by how much an output goes further at the most than an input does, or all of them together. Of the network, by the slopes of
// its lines or bounds of its derivatives; what is emitted is off by roundings beside.

import { compare, rationalOf } from "../../program/domains/rational.ts";
import { isContinuous } from "../../program/domains/piecewise-linear.ts";
import { nextFloat32Down, nextFloat32Up } from "../../numeric/float32.ts";
import type { Page, Score } from "./atlas.ts";
import type { FollowedForm } from "./followed-form.ts";
import { atMost, provedOfNetwork, refuted, undecided, type Evaluated, type Finding, type Verdict } from "./finding.ts";
import type { Property } from "./property.ts";
import type { PropertySubject } from "./property-subject.ts";
import { NOTHING_KNOWN } from "./reasons.ts";
import { slopeOf } from "./slopes.ts";

export const lipschitz: Property = {
  name: "lipschitz",
  describe: "by how much results differ at the most for inputs that differ by 1",
  prove: (subject) =>
    Array.from({ length: subject.outputs }, (_, output) => output).flatMap((output) => [
      ...subject.request.domain.map((_, input): Finding => ({ property: "lipschitz", output, input, verdict: verdictOf(subject, output, input) })),
      ...(subject.request.domain.length === 1 ? [] : [ofAllInputs(subject, output)]),
    ]),
};

function verdictOf(subject: PropertySubject, output: number, input: number): Verdict {
  const { lines } = subject;
  if (lines === undefined) return boundOf(subject, output, ({ forms }) => steepest(forms[output], input));
  const { exact, deviation, jumps } = lines.outputs[output];
  const jumping = jumps.filter(({ before, value, after }) => [before, after].some((side) => side !== undefined && compare(side, value) !== 0));
  const isInside = jumping.some(({ before, after }) => before !== undefined && after !== undefined);
  if (!isContinuous(exact) || isInside) return refuted(largestJump(subject, output));
  if (jumping.length > 0) return undecided("it jumps at an end of the domain");
  const slopes = exact.pieces.map(({ slope }) => Math.abs(rationalOf(slope).value));
  return provedOfNetwork(deviation, atMost("slope", Math.max(...slopes) * (1 + 2 ** -50)));
}

/** For inputs whose Euclidean distance is 1. */
function ofAllInputs(subject: PropertySubject, output: number): Finding {
  const { domain: { length } } = subject.request;
  const score = ({ forms }: Page): number => Math.hypot(...Array.from({ length }, (_, input) => steepest(forms[output], input))) * (1 + 2 ** -40);
  return { property: "lipschitz", output, verdict: boundOf(subject, output, score) };
}

function boundOf(subject: PropertySubject, output: number, score: Score): Verdict {
  const slope = subject.atlas?.bound(score, (bound) => bound === 0);
  if (slope === undefined) return undecided(NOTHING_KNOWN);
  if (slope === Infinity) return undecided("it is not known whether it jumps");
  return provedOfNetwork(subject.deviationOf(output), atMost("slope", slope));
}

function steepest({ slopes }: FollowedForm, input: number): number {
  const { low, high } = slopeOf(slopes, input);
  return Math.max(-low, high);
}

/** Of all breaks the two neighbouring float32 numbers whose results are furthest apart. */
function largestJump(subject: PropertySubject, output: number): readonly Evaluated[] {
  const { cuts = [] } = subject.lines ?? {};
  const numbers = cuts.slice(1, -1).flatMap((x) => [nextFloat32Down(x), x, nextFloat32Up(x)]);
  const values = subject.at(numbers.map((x) => [x])).map((results) => results[output]);
  const apart = (place: number): number => (place % 3 === 0 ? 0 : Math.abs(values[place] - values[place - 1]));
  const place = numbers.reduce((best, _, other) => (apart(other) > apart(best) ? other : best), 1);
  return [place - 1, place].map((one) => ({ at: [numbers[one]], value: values[one] }));
}

// Whether outputs are even or odd: of tables by how they are made, of networks exactly, by their lines or by how they compute; and how far they are from it.

import { mirrored, negative, simplified, sum, valueAt, type PiecewiseLinear } from "../../program/domains/piecewise-linear.ts";
import { compare, difference, rational, sum as plus, type Rational } from "../../program/domains/rational.ts";
import { limitsAt } from "../../analysis/values-at-jumps.ts";
import type { FollowedForm } from "./followed-form.ts";
import { piecesOf, type FollowedOutput } from "./followed-lines.ts";
import { atMost, proved, provedOfNetwork, refuted, undecided, type Evaluated, type Finding, type Verdict } from "./finding.ts";
import type { Property } from "./property.ts";
import type { PropertySubject } from "./property-subject.ts";
import { NOTHING_KNOWN } from "./reasons.ts";

type Parity = "even" | "odd";

export const even: Property = { name: "even", describe: "f(-x) is f(x)", prove: (subject) => ofEach("even", subject) };

export const odd: Property = { name: "odd", describe: "f(-x) is -f(x)", prove: (subject) => ofEach("odd", subject) };

function ofEach(parity: Parity, subject: PropertySubject): readonly Finding[] {
  return Array.from({ length: subject.outputs }, (_, output) => ({ property: parity, output, verdict: verdictOf(subject, output, parity) }));
}

function verdictOf(subject: PropertySubject, output: number, parity: Parity): Verdict {
  const { lines, request: { table, domain } } = subject;
  if (table?.symmetry === parity) return proved("emitted");
  if (domain.some(({ low, high }) => low !== -high)) return undecided("the domain does not reach as far below 0 as above");
  if (lines === undefined) return verdictByComputation(subject, output, parity);
  const [{ high }] = domain;
  const { exact, deviation, jumps } = lines.outputs[output];
  const apart = Math.max(largestDifference(exact, high, parity), ...jumps.map(({ place, value }) => differenceAt(lines.outputs[output], place, value, parity)));
  if (apart === 0) return provedOfNetwork(deviation);
  const witness = furthestFromMirror(subject.samples[output], parity);
  const figure = atMost("difference", (apart + 2 * deviation) * UP);
  return witness === undefined ? undecided("in real arithmetic it does not hold, but roundings hide that", figure) : refuted(witness, figure);
}

/**
 * Proved where the same is computed of x and −x, in real arithmetic; refuted where results are further apart than roundings may take them. Else there is a
 * bound of how far they are apart, roundings included.
 */
function verdictByComputation(subject: PropertySubject, output: number, parity: Parity): Verdict {
  const { atlas, samples, parities } = subject;
  if (atlas === undefined) return undecided(NOTHING_KNOWN);
  if (parities?.[output][parity] === true) return provedOfNetwork(subject.deviationOf(output));
  const witness = furthestFromMirror(samples[output], parity, 2 * atlas.largest(({ forms }) => forms[output].deviation));
  if (witness !== undefined) return refuted(witness);
  const apart = subject.mirrorAtlas(parity).bound(({ forms }) => sizeOf(forms[output]), (bound) => bound === 0);
  return undecided("it is not computed so that it is seen, and no results are seen that refute it", ...(apart < Infinity ? [atMost("difference", apart)] : []));
}

/** No result is larger. */
function sizeOf({ form, deviation }: FollowedForm): number {
  return (Math.max(-form.low, form.high) + deviation) * UP;
}

/** More than a sum loses. */
const UP = 1 + 2 ** -50;

/** The largest |f(x) ∓ f(−x)| in real arithmetic, rounded up; 0 where it is exactly that. */
function largestDifference(of: PiecewiseLinear, high: number, parity: Parity): number {
  const apart = simplified(sum(of, parity === "even" ? negative(mirrored(of)) : mirrored(of)));
  const heights = piecesOf(apart, -high, high).flatMap(({ piece, ends }) => ends.map((end) => Math.abs(valueAt(piece, end).value)));
  return Math.max(...heights) * UP;
}

/** Of a value at a place where the function may jump: how far the one at its mirror image is from what it has to be, rounded up. */
function differenceAt({ exact, jumps }: FollowedOutput, place: Rational, value: Rational, parity: Parity): number {
  const image = rational(-place.numerator, place.denominator);
  const other = jumps.find((jump) => compare(jump.place, image) === 0)?.value ?? limitsAt(exact, image)[0];
  return Math.abs((parity === "even" ? difference(value, other) : plus(value, other)).value) * UP;
}

/** Of all samples with their mirror images the pair that is furthest from it; undefined where none is so far. */
function furthestFromMirror(samples: readonly Evaluated[], parity: Parity, beyondWhat = 0): readonly Evaluated[] | undefined {
  const keyOf = (at: readonly number[]): string => at.map((x) => x + 0).join();
  const seen = new Map(samples.map((sample) => [keyOf(sample.at), sample]));
  let found: readonly Evaluated[] | undefined;
  let furthest = beyondWhat;
  for (const sample of samples) {
    const other = seen.get(keyOf(sample.at.map((x) => -x)));
    if (other === undefined) continue;
    const apart = Math.abs(parity === "even" ? sample.value - other.value : sample.value + other.value);
    if (apart > furthest) [furthest, found] = [apart, sample === other ? [sample] : [sample, other]];
  }
  return found;
}

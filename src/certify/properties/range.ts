// The range of what is emitted: bounds that no result leaves at any float32 of the domain, and results that come near them.

import { bandsOf, type BandsOn } from "../../analysis/band-run.ts";
import { greatestFloat32To, leastFloat32From } from "../../numeric/float32.ts";
import { UP, type Bounds } from "../../program/domains/affine-algebra.ts";
import { rangeOf } from "../../program/domains/band.ts";
import { evenCuts } from "../certify-smooth.ts";
import { coverWithBands, halved, type Stretch } from "../cover.ts";
import { SMOOTH_FUNCTIONS } from "../smooth-functions.ts";
import type { FollowedForm } from "./followed-form.ts";
import { atLeast, atMost, proved, undecided, type Verdict } from "./finding.ts";
import type { Property } from "./property.ts";
import type { PropertySubject } from "./property-subject.ts";
import { NOTHING_KNOWN } from "./reasons.ts";

export const range: Property = {
  name: "range",
  describe: "bounds of the results",
  prove: (subject) => Array.from({ length: subject.outputs }, (_, output) => ({ property: "range", output, verdict: rangeOfOutput(subject, output) })),
};

function rangeOfOutput(subject: PropertySubject, output: number): Verdict {
  const found = subject.request.domain.length === 1 ? boundsOnLine(subject, output) : boundsOverBoxes(subject, output);
  const bounds = isWithin(found, SHARES) || !subject.areShares ? found : { low: Math.max(0, found?.low ?? 0), high: Math.min(1, found?.high ?? 1) };
  if (bounds === undefined) return undecided(NOTHING_KNOWN);
  const values = subject.samples[output].map(({ value }) => value);
  const [least, greatest] = [leastFloat32From(bounds.low) + 0, greatestFloat32To(bounds.high) + 0];
  return proved("emitted", atLeast("least", least), atMost("greatest", greatest), atMost("leastSeen", Math.min(...values)), atLeast("greatestSeen", Math.max(...values)));
}

/** Of what a softmax gives: each result is divided by a sum of numbers that are not below 0, itself among them. */
const SHARES: Bounds = { low: 0, high: 1 };

function isWithin(bounds: Bounds | undefined, { low, high }: Bounds): boolean {
  return bounds !== undefined && bounds.low >= low && bounds.high <= high;
}

/** Of several inputs, as near to what was seen as this part of how far that reaches. */
const NEAR = 2 ** -7;

function boundsOverBoxes({ atlas, samples }: PropertySubject, output: number): Bounds | undefined {
  if (atlas === undefined) return undefined;
  const values = samples[output].map(({ value }) => value);
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const near = (greatest - least) * NEAR;
  const high = atlas.bound(({ forms }) => boundsOf(forms[output]).high, (bound) => bound <= greatest + near);
  const low = -atlas.bound(({ forms }) => -boundsOf(forms[output]).low, (bound) => bound <= near - least);
  return high - low < Infinity ? { low, high } : undefined;
}

/** Of what is computed. */
function boundsOf({ form, deviation }: FollowedForm): Bounds {
  return { low: form.low - deviation * UP, high: form.high + deviation * UP };
}

function boundsOnLine(subject: PropertySubject, output: number): Bounds | undefined {
  const { computed, domain: [{ low, high }] } = subject.request;
  const bands = subject.lines?.bands ?? bandsOf(computed, SMOOTH_FUNCTIONS, "float32");
  const stretches = subject.lines?.stretches ?? coverWithBands(bands, evenCuts([low, high]));
  if (stretches === undefined) return undefined;
  return { low: -greatestOf(bands, stretches, output, -1), high: greatestOf(bands, stretches, output, 1) };
}

/** Halving a stretch is worth while where the bound gets better by this part of the radius. */
const WORTH_WHILE = 2 ** -6;
const MOST_HALVINGS = 10_000;

/** The largest of sign · result: the stretch with the largest bound is halved as long as that gains something. */
function greatestOf(bands: BandsOn, stretches: readonly Stretch[], output: number, sign: 1 | -1): number {
  const boundOf = (stretch: Stretch) => {
    const { low, high } = rangeOf(stretch.bands[output]);
    return { stretch, bound: sign > 0 ? high : -low };
  };
  const open = stretches.map(boundOf);
  for (let halvings = 0; ; halvings++) {
    const largest = open.reduce((one, other) => (other.bound > one.bound ? other : one));
    const halves = halvings < MOST_HALVINGS ? halved(bands, largest.stretch)?.map(boundOf) : undefined;
    const enough = largest.bound - largest.stretch.bands[output].radius * WORTH_WHILE;
    if (halves === undefined || halves.some(({ bound }) => bound > enough)) return largest.bound;
    open.splice(open.indexOf(largest), 1, ...halves);
  }
}

// The lines that a network of one input is made of, and how far what is emitted is from them.

import { bandsOf, type BandsOn } from "../../analysis/band-run.ts";
import { piecewiseLinearOutputs } from "../../analysis/breakpoints.ts";
import { type Linear, type PiecewiseLinear } from "../../program/domains/piecewise-linear.ts";
import { exactly, type Rational } from "../../program/domains/rational.ts";
import { cutsOf, largestGaps } from "../certify-lines.ts";
import { coverWithBands, type Stretch } from "../cover.ts";
import { linesOf } from "../lines.ts";
import { SMOOTH_FUNCTIONS } from "../smooth-functions.ts";
import type { PropertyRequest } from "./property-subject.ts";

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
  const outputs = found.outputs.map((exact, place) => ({ exact, deviation: largestGaps(stretches, place, linesOf(exact, low, high)) }));
  return { cuts, bands, stretches, outputs };
}

/** Every piece with both ends. */
export function piecesOf({ breaks, pieces }: PiecewiseLinear, low: number, high: number): readonly { readonly piece: Linear; readonly ends: readonly [Rational, Rational] }[] {
  return pieces.map((piece, place) => ({ piece, ends: [breaks[place - 1] ?? exactly(low), breaks[place] ?? exactly(high)] }));
}

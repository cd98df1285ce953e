// How far what is computed is from a target over a box at the most, and where in the box that may be.

import { coefficientOf, isKnownForm, type AffineForm } from "../../program/domains/affine-form/affine-form.ts";
import type { Range } from "../../train/target/enclosure/outward.ts";
import type { TargetPlane } from "./target-plane.ts";

export interface BoxError {
  /** No |computed − target| is larger. */
  readonly atMost: number;
  /** What of the bound halving a side may take away; undefined where it is not known how anything goes with the sides. */
  readonly ofSides: Float64Array | undefined;
  /** −1 or 1 for each side: the corner where the bound may be reached. */
  readonly corner: Int8Array;
}

/** More than the operations here lose of a number. */
const LOST = 2 ** -44;

/** @param value bounds of the target over the box. */
export function boxError(form: AffineForm, plane: TargetPlane | undefined, value: Range, sides: number): BoxError {
  const apart = { low: form.low - value.high, high: form.high - value.low };
  const ofSides = new Float64Array(sides);
  const corner = new Int8Array(sides).fill(1);
  if (plane === undefined || !isKnownForm(form)) return { atMost: magnitudeOf(apart), ofSides: undefined, corner };
  let [inputs, along, others, beside, besideLow, besideHigh] = [0, 0, 0, 0, 0, 0];
  for (let side = 0; side < sides; side++) {
    const [coefficient, { low, high }] = [coefficientOf(form, side), plane.beside[side]];
    const rises = coefficient - plane.along[side];
    ofSides[side] = Math.abs(rises) + (high - low);
    corner[side] = rises < 0 ? -1 : 1;
    inputs += Math.abs(coefficient);
    along += Math.abs(rises);
    [beside, besideLow, besideHigh] = [beside + Math.abs(low) + Math.abs(high), besideLow + low, besideHigh + high];
  }
  for (let place = sides; place < form.base.length; place++) others += Math.abs(coefficientOf(form, place));
  // What rectifiers and functions do beside their lines is shared out as the inputs' parts are.
  if (inputs > 0) for (let side = 0; side < sides; side++) ofSides[side] += (others * Math.abs(coefficientOf(form, side))) / inputs;
  const { middle } = plane;
  const lost = (Math.abs(form.centre) + Math.abs(middle.low) + Math.abs(middle.high) + inputs + along + others + beside) * LOST;
  const away = along + others + form.radius + lost;
  const low = Math.max(apart.low, form.centre - middle.high - besideHigh - away);
  const high = Math.min(apart.high, form.centre - middle.low - besideLow + away);
  if (-low > high) for (let side = 0; side < sides; side++) corner[side] *= -1;
  return { atMost: magnitudeOf({ low, high }), ofSides, corner };
}

/** Infinity where there is no bound. */
function magnitudeOf({ low, high }: Range): number {
  const most = Math.max(-low, high) * (1 + LOST);
  return Number.isNaN(most) ? Infinity : Math.max(0, most);
}

// Which elements of an axis a resized one is made of, and how much each of them counts. Reads no elements.

import { numberOf, type Attributes } from "../attributes.ts";
import { COORDINATES, placeIn, type ResizedAxis } from "./resized-axes.ts";

export const RESIZE_MODES = { nearest: 0, linear: 1, cubic: 2 } as const;

/** Which of two neighbours is taken; `simple` is what operator sets before 11 have: the lower one, but the upper one where an axis becomes shorter. */
export const NEAREST = { round_prefer_floor: 0, round_prefer_ceil: 1, floor: 2, ceil: 3, simple: 4 } as const;

/** The places whose elements an axis becomes. In float32, as onnxruntime has it: 1 element of 0.6 each ends at the second one. */
export function nearestPlaces(axis: ResizedAxis, attributes: Attributes): readonly number[] {
  const [coordinates, nearest] = ["coordinates", "nearest"].map((name) => numberOf(attributes, name));
  const single = { ...axis, scale: Math.fround(axis.scale) };
  return elementsOf(axis).map((element) => within(nearestTo(placeIn(single, element, coordinates, Math.fround), nearest, axis.scale), axis));
}

function nearestTo(place: number, nearest: number, scale: number): number {
  switch (nearest) {
    case NEAREST.floor:
      return Math.floor(place);
    case NEAREST.ceil:
      return Math.ceil(place);
    case NEAREST.simple:
      return scale < 1 ? Math.ceil(place) : Math.floor(place);
    case NEAREST.round_prefer_ceil:
      return Math.floor(place + 0.5);
    default:
      return Math.ceil(place - 0.5);
  }
}

/** As many for each element of the result: a row of each is one element. */
export interface Taps {
  readonly count: number;
  readonly places: Int32Array;
  readonly weights: Float32Array;
}

/**
 * Neighbours and their weights, in float64 and rounded once. Beyond an end there is the last element again; where outside is excluded it counts
 * nothing, and the others in its place.
 */
export function tapsOf(axis: ResizedAxis, attributes: Attributes): Taps {
  const [coordinates, mode, outside] = ["coordinates", "mode", "exclude_outside"].map((name) => numberOf(attributes, name));
  const isWide = numberOf(attributes, "antialias") !== 0;
  const scale = isWide ? Math.min(1, axis.scale) : 1;
  const reach = mode === RESIZE_MODES.cubic ? 2 : 1;
  const bend = numberOf(attributes, "cubic_coeff_a");
  const first = Math.floor(-reach / scale) + 1;
  const count = 2 - 2 * first;
  const rows = elementsOf(axis).map((element) => {
    const place = placeIn(axis, element, coordinates, (value) => value);
    const [below, rest] = [Math.floor(place), place - Math.floor(place)];
    const taps = Array.from({ length: count }, (_, tap) => {
      const weight = weightAt(Math.abs((first + tap - rest) * scale), mode, bend);
      const own = below + first + tap;
      return { place: within(own, axis), weight: outside !== 0 && own !== within(own, axis) ? 0 : weight };
    });
    const total = isWide || outside !== 0 ? taps.reduce((sum, { weight }) => sum + weight, 0) : 1;
    return taps.map((tap) => ({ ...tap, weight: tap.weight / total }));
  });
  return { count, places: Int32Array.from(rows.flat(), (tap) => tap.place), weights: Float32Array.from(rows.flat(), (tap) => tap.weight) };
}

/** Of a neighbour so far away: a line to 0 at 1, or the cubic convolution of Keys to 0 at 2. */
function weightAt(distance: number, mode: number, a: number): number {
  if (mode === RESIZE_MODES.linear) return Math.max(0, 1 - distance);
  if (distance <= 1) return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
  return distance < 2 ? ((a * distance - 5 * a) * distance + 8 * a) * distance - 4 * a : 0;
}

/** Of each element of the result, whether it lies within x; undefined where all do. */
export function insideOf(axis: ResizedAxis, attributes: Attributes): Uint8Array | undefined {
  if (numberOf(attributes, "coordinates") !== COORDINATES.tf_crop_and_resize) return undefined;
  const places = elementsOf(axis).map((element) => placeIn(axis, element, COORDINATES.tf_crop_and_resize, Math.fround));
  const inside = places.map((place) => place >= 0 && place <= axis.extent - 1);
  return inside.every(Boolean) ? undefined : Uint8Array.from(inside, Number);
}

function elementsOf({ count }: ResizedAxis): readonly number[] {
  return Array.from({ length: count }, (_, element) => element);
}

function within(place: number, { extent }: ResizedAxis): number {
  return Math.min(Math.max(place, 0), extent - 1);
}

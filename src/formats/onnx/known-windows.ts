// What spectra are weighted with, and what follows from known sizes alone: HannWindow-17, HammingWindow-17, BlackmanWindow-17 and
// MelWeightMatrix-17, each number the nearest float32 to its value in float64. Computes no spectrum.

import type { KnownArray } from "../../network/evaluate/evaluate-operation.ts";
import type { Shape } from "../../network/shape.ts";

/** The text says why the array cannot be known. */
type Result = KnownArray | string;

/** Of 1, cos θ and cos 2θ, with θ from 0 to 2π over the window. */
const COSINES = {
  HannWindow: [0.5, -0.5, 0],
  HammingWindow: [25 / 46, -21 / 46, 0],
  BlackmanWindow: [0.42, -0.5, 0.08],
} as const;

export type WindowType = keyof typeof COSINES;

/** @param isPeriodic whether the window is the beginning of one that has an element more. @param most elements that there may be. */
export function knownWindow(type: WindowType, size: number | undefined, isPeriodic: boolean, most: number): Result {
  if (size === undefined) return "its size is computed";
  if (!(size >= 0 && size <= most)) return `its size is ${size}`;
  const [mean, once, twice] = COSINES[type];
  const turn = (2 * Math.PI) / (isPeriodic ? size : size - 1);
  // A window of one element that is symmetric has no turn.
  return floats([size], (place) => (size === 1 && !isPeriodic ? 1 : mean + once * Math.cos(place * turn) + twice * Math.cos(2 * place * turn)));
}

export interface MelSizes {
  readonly bands: number;
  readonly length: number;
  readonly rate: number;
  readonly lowest: number;
  readonly highest: number;
}

/**
 * Triangles over the places of a spectrum, evenly spaced in mel, as ONNX's own implementation has them: the scale between the two edges is cut
 * into two pieces more than there are bands, so that the last triangle ends a piece before the upper edge.
 */
export function knownMelWeights({ bands, length, rate, lowest, highest }: MelSizes, most: number): Result {
  const bins = Math.floor(length / 2) + 1;
  if (!(bands >= 1 && length >= 1 && rate > 0 && bins * bands <= most)) return `it has ${bands} bands of ${length} places at a rate of ${rate}`;
  const melOf = (hertz: number): number => (2595 * Math.log1p(hertz / 700)) / Math.LN10;
  const [low, high] = [melOf(lowest), melOf(highest)];
  const edges = Array.from({ length: bands + 2 }, (_, edge) => {
    const hertz = 700 * Math.expm1(((edge * ((high - low) / (bands + 2)) + low) / 2595) * Math.LN10);
    return Math.floor(((length + 1) * hertz) / rate);
  });
  const beyond = edges.find((edge) => !(edge >= 0 && edge < bins));
  if (beyond !== undefined) return `a band ends at place ${beyond} of a spectrum that has ${bins}`;
  return floats([bins, bands], (at) => triangle(Math.floor(at / bands), edges.slice(at % bands, (at % bands) + 3)));
}

function triangle(place: number, [left, center, right]: readonly number[]): number {
  if (place >= center && place < right) return (right - place) / (right - center);
  if (place === center) return 1;
  return place >= left && place < center ? (place - left) / (center - left) : 0;
}

function floats(shape: Shape, element: (place: number) => number): KnownArray {
  const count = shape.reduce((product, extent) => product * extent, 1);
  return { scalar: "f32", shape, data: Float32Array.from({ length: count }, (_, place) => element(place)) };
}

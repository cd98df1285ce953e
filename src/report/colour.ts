// Colours for numbers: ramps on which equal steps look equally far apart, told apart by lightness, so that they are read
// without colour vision and in print. Mixed in the OKLab space (Ottosson 2020).

import { pow } from "../numeric/elementary/index.ts";

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

/** A colour for each share from 0 to 1. */
export type Ramp = (share: number) => Colour;

/** Lightness from 0 to 1, green to red, blue to yellow. */
type Oklab = readonly [number, number, number];

/** Lightness rises evenly: from a deep violet by blue and green to a pale yellow. */
export const SEQUENTIAL: Ramp = rampOf([
  [0.25, 0.03, -0.09],
  [0.425, -0.02, -0.11],
  [0.6, -0.08, -0.045],
  [0.775, -0.105, 0.065],
  [0.95, -0.025, 0.11],
]);

/** Below the middle blue, above it orange; the farther from the middle, the darker. */
export const DIVERGING: Ramp = rampOf([
  [0.38, -0.02, -0.14],
  [0.7, -0.045, -0.09],
  [0.97, 0, 0],
  [0.72, 0.07, 0.1],
  [0.42, 0.09, 0.075],
]);

function rampOf(stops: readonly Oklab[]): Ramp {
  return (share) => {
    const place = Math.min(1, Math.max(0, share)) * (stops.length - 1);
    const below = Math.min(stops.length - 2, Math.floor(place));
    const part = place - below;
    const [from, to] = [stops[below], stops[below + 1]];
    return toSrgb([from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1]), from[2] + part * (to[2] - from[2])]);
  };
}

function toSrgb([lightness, a, b]: Oklab): Colour {
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encode(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    encode(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    encode(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  ];
}

/** The transfer function of sRGB (IEC 61966-2-1); what lies outside is cut. */
function encode(linear: number): number {
  const cut = Math.min(1, Math.max(0, linear));
  const encoded = cut <= 0.0031308 ? 12.92 * cut : 1.055 * pow(cut, 1 / 2.4) - 0.055;
  return Math.round(255 * encoded);
}

/** `#8fbbe8`. */
export function hexadecimal(colour: Colour): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

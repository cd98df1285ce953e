// The weights and the bias of a layer as integers, with a scale for each output channel, and how large its sums can be at the most. Where they would leave
// int32, the scale is made greater: no accumulator overflows, whatever the input.

import { SCALARS } from "../program/scalar.ts";
import type { Layer } from "./layer.ts";
import { integerOf, nearestEven, scaleOf, type Quantisation } from "./scale.ts";

export interface IntegerLayer {
  /** As the layer's weights lie; −127 … 127. */
  readonly weights: Int8Array;
  /** float32, one for each output channel. */
  readonly scales: Float32Array;
  /** In units of x_scale·scale, rounded to float32; undefined where the layer has none. */
  readonly bias: Int32Array | undefined;
  readonly biasScales: Float32Array;
  /** No partial sum is larger, in whichever order products are added, with the zero point taken from x or made part of the bias. */
  readonly largestSum: number;
}

const GREATEST = SCALARS.i8.greatest;
/** A bias where all weights are 0 is held to so many bits. */
const BIAS_STEPS = 2 ** 24;

/** @param x what the layer's input is quantised by. */
export function integerLayer({ weights: { data }, bias, channels, channelOf }: Layer, x: Quantisation): IntegerLayer {
  const places: number[][] = Array.from({ length: channels }, () => []);
  for (let place = 0; place < data.length; place++) places[channelOf(place)].push(place);
  const weights = new Int8Array(data.length);
  const scales = new Float32Array(channels);
  const steps = new Int32Array(channels);
  let largestSum = 0;
  places.forEach((own, channel) => {
    const made = integerChannel(own.map((place) => data[place]), bias?.[channel] ?? 0, x);
    own.forEach((place, position) => (weights[place] = made.weights[position]));
    [scales[channel], steps[channel]] = [made.scale, made.bias];
    largestSum = Math.max(largestSum, made.largestSum);
  });
  return { weights, scales, bias: bias === undefined ? undefined : steps, biasScales: scales.map((scale) => scale * x.scale), largestSum };
}

interface IntegerChannel {
  readonly weights: readonly number[];
  readonly scale: number;
  readonly bias: number;
  readonly largestSum: number;
}

function integerChannel(weights: readonly number[], bias: number, x: Quantisation): IntegerChannel {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  let scale = largest === 0 ? scaleOf(Math.abs(bias) / x.scale, BIAS_STEPS) : scaleOf(largest, GREATEST);
  for (;;) {
    const whole = weights.map((weight) => integerOf(weight / scale, -GREATEST));
    const steps = nearestEven(bias / Math.fround(scale * x.scale));
    const largestSum = largestPartialSum(whole, steps, x.zero);
    if (largestSum <= SCALARS.i32.greatest) return { weights: whole, scale, bias: steps, largestSum };
    scale *= 2;
  }
}

/** Exact: sums of whole numbers far below 2^53. */
function largestPartialSum(weights: readonly number[], bias: number, zero: number): number {
  const { least, greatest } = SCALARS.i8;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const ends = (from: number, to: number, start: number): number => {
    const low = weights.reduce((total, weight) => total + Math.min(0, weight * from, weight * to), Math.min(0, start));
    const high = weights.reduce((total, weight) => total + Math.max(0, weight * from, weight * to), Math.max(0, start));
    return Math.max(-low, high);
  };
  return Math.max(ends(least - zero, greatest - zero, bias), ends(least, greatest, bias - zero * sum));
}

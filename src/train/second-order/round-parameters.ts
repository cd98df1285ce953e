// Rounds a network's parameters to float32 so that the last layer makes up for what rounding did to the ones before it.

import { FLOAT32_KERNEL } from "../gemm/scalar/float32-tiles.ts";
import { Evaluation } from "./layer-evaluation.ts";
import type { Layer } from "./flat-layers.ts";
import { LevenbergMarquardt } from "./marquardt-minimiser.ts";
import { networkResiduals } from "./network-residuals.ts";
import type { Samples } from "./fixed-samples.ts";
import type { Pausing } from "../pausing.ts";

/** Enough for the last layer: with the layers before it held, its problem is nearly linear. */
const ITERATIONS = 12;

/**
 * All parameters rounded to float32. The layers before the last are rounded and evaluated with float32 arithmetic, as the
 * emitted code will; the last layer's parameters then minimise Σ|r|^exponent over the samples given those values, and are
 * rounded themselves.
 */
export function* roundParameters(layers: readonly Layer[], block: Float64Array, samples: Samples, exponent: number): Pausing<Float32Array> {
  const rounded = Float32Array.from(block);
  const last = layers[layers.length - 1];
  const points = layers.length === 1 ? samples.points : yield* hiddenValues(layers.slice(0, -1), rounded, samples);
  const alone: Layer = { ...last, weights: 0, biases: last.biases - last.weights };
  const minimiser = new LevenbergMarquardt(networkResiduals([alone], { ...samples, points }), block.subarray(last.weights));
  minimiser.setExponent(exponent);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    if ((yield* minimiser.iteratePausing()).exhausted) break;
  }
  rounded.set(minimiser.parameters, last.weights);
  return rounded;
}

/** What the layers give for every sample in float32: samples × units. */
function* hiddenValues(layers: readonly Layer[], parameters: Float32Array, samples: Samples): Pausing<Float32Array> {
  const count = samples.points.length / layers[0].inputs;
  const values = new Float64Array(count * layers[layers.length - 1].units);
  yield* new Evaluation(layers, FLOAT32_KERNEL).outputsPausing(parameters, samples.points, values);
  // Every value is a float32 already.
  return Float32Array.from(values);
}

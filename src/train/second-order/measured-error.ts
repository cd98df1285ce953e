// The error of a dense network on fixed samples, in float64 or in the float32 arithmetic of emitted code.

import { sqrt } from "../../numeric/elementary/index.ts";
import type { Pausing } from "../pausing.ts";
import { toEnd } from "../to-end.ts";
import type { Elements } from "../gemm/blocking.ts";
import type { ScalarKernel } from "../gemm/scalar/block-kernel.ts";
import { Evaluation } from "./layer-evaluation.ts";
import type { Layer } from "./flat-layers.ts";
import type { Samples } from "./fixed-samples.ts";

export interface SampleError {
  /** max |output − value| over samples and outputs; infinite where an output is NaN. */
  readonly maximumError: number;
  /** The mean is weighted where the samples are. */
  readonly rootMeanSquare: number;
}

/** Measures parameters of a kernel's type, again and again without allocating. */
export function errorMeter<E extends Elements>(
  layers: readonly Layer[],
  samples: Samples,
  kernel: ScalarKernel<E>,
): (parameters: E) => SampleError {
  const measure = pausingErrorMeter(layers, samples, kernel);
  return (parameters) => toEnd(measure(parameters));
}

/** As `errorMeter`, which pauses while it measures; one measurement after the other. */
export function pausingErrorMeter<E extends Elements>(
  layers: readonly Layer[],
  samples: Samples,
  kernel: ScalarKernel<E>,
): (parameters: E) => Pausing<SampleError> {
  const evaluation = new Evaluation(layers, kernel);
  const outputs = new Float64Array(samples.values.length);
  const width = layers[layers.length - 1].units;
  const weights = positive(samples.weights);
  const total = weights === undefined ? outputs.length : width * weights.reduce((sum, weight) => sum + weight, 0);
  return function* (parameters) {
    yield* evaluation.outputsPausing(parameters, samples.points, outputs);
    let [maximum, squares] = [0, 0];
    for (let i = 0; i < outputs.length; i++) {
      const error = Math.abs(outputs[i] - samples.values[i]);
      if (Number.isNaN(error)) return { maximumError: Infinity, rootMeanSquare: Infinity };
      if (error > maximum) maximum = error;
      squares += weights === undefined ? error * error : weights[Math.floor(i / width)] * error * error;
    }
    return { maximumError: maximum, rootMeanSquare: sqrt(squares / total) };
  };
}

/** Of a part of the samples all weights may be 0: they count the same then. */
function positive(weights: Float64Array | undefined): Float64Array | undefined {
  return weights?.some((weight) => weight > 0) === true ? weights : undefined;
}

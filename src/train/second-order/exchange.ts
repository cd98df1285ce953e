// Adds to the samples of a fit those of a larger pool where the network is worst, as exchange algorithms for the smallest
// maximum do (Remez 1934). Fits nothing.

import { FLOAT64_KERNEL } from "../gemm/scalar/float64-tiles.ts";
import { Evaluation } from "./layer-evaluation.ts";
import type { Layer } from "./flat-layers.ts";
import { withWeights, type Samples } from "./fixed-samples.ts";

/** Finds the worst samples of a pool, again and again without evaluating targets. */
export class Exchange {
  private readonly pool: Samples;
  private readonly evaluation: Evaluation<Float64Array>;
  private readonly inputs: number;
  private readonly outputs: number;
  private readonly computed: Float64Array;

  constructor(layers: readonly Layer[], pool: Samples) {
    this.pool = pool;
    this.evaluation = new Evaluation(layers, FLOAT64_KERNEL);
    this.inputs = layers[0].inputs;
    this.outputs = layers[layers.length - 1].units;
    this.computed = new Float64Array(pool.values.length);
  }

  /** `base` followed by the `count` samples of the pool with the largest errors, in the pool's order; of equal ones the first. */
  withWorst(base: Samples, parameters: Float64Array, count: number): Samples {
    const errors = this.errors(parameters);
    const threshold = errors.toSorted()[Math.max(0, errors.length - count)];
    const chosen: number[] = [];
    for (let i = 0; i < errors.length && chosen.length < count; i++) if (errors[i] >= threshold) chosen.push(i);
    const { points, values, weights } = this.pool;
    const { inputs, outputs } = this;
    const joined = {
      points: new Float32Array(base.points.length + chosen.length * inputs),
      values: new Float64Array(base.values.length + chosen.length * outputs),
    };
    joined.points.set(base.points);
    joined.values.set(base.values);
    chosen.forEach((from, i) => {
      joined.points.set(points.subarray(from * inputs, (from + 1) * inputs), base.points.length + i * inputs);
      joined.values.set(values.subarray(from * outputs, (from + 1) * outputs), base.values.length + i * outputs);
    });
    const own = base.weights;
    return withWeights(joined, own && weights && Float64Array.from([...own, ...chosen.map((from) => weights[from])]));
  }

  /** Of each sample of the pool, the largest over its outputs. */
  private errors(parameters: Float64Array): Float64Array {
    const { computed, pool, outputs } = this;
    this.evaluation.outputs(parameters, pool.points, computed);
    const errors = new Float64Array(computed.length / outputs);
    for (let i = 0; i < computed.length; i++) {
      const sample = Math.floor(i / outputs);
      errors[sample] = Math.max(errors[sample], Math.abs(computed[i] - pool.values[i]));
    }
    return errors;
  }
}

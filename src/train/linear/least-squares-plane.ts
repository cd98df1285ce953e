// The plane nearest to samples of several inputs in the least-squares sense: what a network has to be better than.

import { Cholesky } from "../second-order/cholesky.ts";
import type { Samples } from "../second-order/fixed-samples.ts";

/** y = slopes·x + offsets. */
export interface Plane {
  /** outputs × inputs. */
  readonly slopes: Float64Array;
  /** One per output. */
  readonly offsets: Float64Array;
}

/** Added to the diagonal, as a share of it: inputs that depend on one another share their slopes. */
const RIDGE = 2 ** -40;

/**
 * The plane with the smallest sum of squared errors, by the normal equations about the means, in float64: half the digits are left of
 * slopes of inputs that nearly depend on one another, and the errors are as small all the same.
 *
 * @param samples weighted squares of weighted ones.
 * @param inputs coordinates of a point.
 */
export function leastSquaresPlane({ points, values, weights }: Samples, inputs: number): Plane {
  const count = points.length / inputs;
  const outputs = values.length / count;
  const [meanPoint, meanValue] = [means(points, inputs, weights), means(values, outputs, weights)];
  const cholesky = new Cholesky(4 * Math.ceil(inputs / 4));
  const { matrix, size } = cholesky;
  const right = Array.from({ length: outputs }, () => new Float64Array(size));
  for (let sample = 0; sample < count; sample++) {
    for (let i = 0; i < inputs; i++) {
      const distance = points[sample * inputs + i] - meanPoint[i];
      const own = weights === undefined ? distance : distance * weights[sample];
      for (let j = 0; j <= i; j++) matrix[i * size + j] += own * (points[sample * inputs + j] - meanPoint[j]);
      for (let output = 0; output < outputs; output++) right[output][i] += own * (values[sample * outputs + output] - meanValue[output]);
    }
  }
  // A column that is constant has a diagonal of 0, and any slope does.
  for (let i = 0; i < size; i++) matrix[i * size + i] = matrix[i * size + i] > 0 ? matrix[i * size + i] * (1 + RIDGE) : 1;
  const slopes = new Float64Array(outputs * inputs);
  const offsets = Float64Array.from(meanValue);
  if (!cholesky.factor()) return { slopes, offsets };
  right.forEach((one, output) => {
    cholesky.solve(one);
    for (let i = 0; i < inputs; i++) {
      slopes[output * inputs + i] = one[i];
      offsets[output] -= one[i] * meanPoint[i];
    }
  });
  return { slopes, offsets };
}

/** The value of an output at a point that begins at `start`. */
export function planeAt({ slopes, offsets }: Plane, output: number, points: ArrayLike<number>, start: number): number {
  const inputs = slopes.length / offsets.length;
  let value = offsets[output];
  for (let i = 0; i < inputs; i++) value += slopes[output * inputs + i] * points[start + i];
  return value;
}

function means(columns: Float32Array | Float64Array, width: number, weights: Float64Array | undefined): Float64Array {
  const total = weights === undefined ? columns.length / width : weights.reduce((sum, weight) => sum + weight, 0);
  const sums = new Float64Array(width);
  for (let i = 0; i < columns.length; i++) {
    const weighted = weights === undefined ? columns[i] : columns[i] * weights[Math.floor(i / width)];
    sums[i % width] += weighted / total;
  }
  return sums;
}

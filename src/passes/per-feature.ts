// Tells whether a constant says the same for each row, as biases and scales of features do. Knows nothing of ops.

import { broadcastIndices } from "../network/broadcast.ts";
import { visitFlatPositions } from "../network/flat-positions.ts";
import type { ParameterValue } from "../network/network.ts";
import { elementCount, type Shape } from "../network/shape.ts";

/**
 * What the constant, broadcast to `shape`, is for each of `features`, where the elements of `shape`, in row-major order, are rows of so
 * many features, however it is cut into axes. Undefined where rows differ.
 */
export function perFeature(constant: ParameterValue, shape: Shape, features: number): Float32Array | undefined {
  if (elementCount(shape) % features !== 0) return undefined;
  const result = new Float32Array(features);
  let position = 0;
  let isSame = true;
  visitFlatPositions(shape, constant.shape, (indices) => broadcastIndices(constant.shape, indices), (from) => {
    const feature = position % features;
    if (position++ < features) result[feature] = constant.data[from];
    else isSame &&= result[feature] === constant.data[from];
  });
  return isSame ? result : undefined;
}

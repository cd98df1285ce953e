// Weights drawn one by one, with biases of 0: what most initialisers are.

import { elementCount } from "../../network/shape.ts";
import type { DenseArchitecture } from "../architecture.ts";
import { denseParameters } from "../architecture.ts";

/**
 * Calls `draw` with the units before and after a layer for each of its weights, in the order of the parameters, row by row.
 */
export function randomWeights(
  architecture: DenseArchitecture,
  draw: (inputs: number, outputs: number) => number,
): Float32Array[] {
  return denseParameters(architecture).map(({ shape, role }) => {
    const values = new Float32Array(elementCount(shape));
    return role === "bias" ? values : values.map(() => draw(shape[1], shape[0]));
  });
}

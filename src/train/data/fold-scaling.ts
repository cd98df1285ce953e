// Folds a standardisation into the first and last layer of a network, which then takes and returns raw units. Knows
// parameters only: the network must end in a layer without an activation.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { ColumnScaling, Scaling } from "./standardise.ts";

/**
 * The parameters of the network that computes, of raw inputs x, outputs·f((x − mean) / deviation) + mean, f being the
 * network of the parameters given: W₁ / deviation and b₁ − W₁·(mean / deviation) in the first layer, deviation·W and
 * deviation·b + mean in the last. Exact in real arithmetic where no activation stands after the last layer; computed in
 * float64 and rounded to float32 once.
 *
 * @param parameters W (units × inputs, row-major) and b (units) of each layer in order, float32 or float64; not changed.
 * @throws DiagnosticError (check) where float32 cannot hold a result.
 */
export function foldScaling(parameters: readonly (Float32Array | Float64Array)[], scaling: Scaling): Float32Array[] {
  const folded = parameters.map((values) => Float64Array.from(values));
  foldInputs(folded[0], folded[1], scaling.inputs);
  foldOutputs(folded[folded.length - 2], folded[folded.length - 1], scaling.outputs);
  const rounded = folded.map((values) => Float32Array.from(values));
  if (rounded.every((values) => values.every(Number.isFinite))) return rounded;
  throw new DiagnosticError({
    id: "scaling-beyond-float32",
    message: "the network cannot be brought to the units of the data",
    note: "a parameter would be beyond the largest float32",
    hint: "use units in which the values of each column are nearer to 1",
  });
}

function foldInputs(weights: Float64Array, biases: Float64Array, columns: readonly ColumnScaling[]): void {
  for (let unit = 0; unit < biases.length; unit++) {
    let shift = 0;
    for (let input = 0; input < columns.length; input++) {
      const { mean, deviation } = columns[input];
      const weight = weights[unit * columns.length + input] / deviation;
      weights[unit * columns.length + input] = weight;
      shift += weight * mean;
    }
    biases[unit] -= shift;
  }
}

function foldOutputs(weights: Float64Array, biases: Float64Array, columns: readonly ColumnScaling[]): void {
  const width = weights.length / columns.length;
  for (let output = 0; output < columns.length; output++) {
    const { mean, deviation } = columns[output];
    for (let input = 0; input < width; input++) weights[output * width + input] *= deviation;
    biases[output] = biases[output] * deviation + mean;
  }
}

// The residuals of a dense network on fixed samples: output minus wanted value, times the root of the weight of a weighted sample, in float64.

import { sqrt } from "../../numeric/elementary/index.ts";
import { FLOAT64_KERNEL } from "../gemm/scalar/float64-tiles.ts";
import { Evaluation } from "./layer-evaluation.ts";
import { Jacobian } from "./jacobian.ts";
import type { Layer } from "./flat-layers.ts";
import { parameterCount } from "./flat-layers.ts";
import type { SymmetricSum } from "../gemm/symmetric/panel.ts";
import { columnStart, TILE } from "../gemm/symmetric/panel.ts";
import type { ResidualModel } from "./residual-model.ts";
import type { Samples } from "./fixed-samples.ts";

/** Residual (s, o) is at s·outputs + o. */
export function networkResiduals(layers: readonly Layer[], samples: Samples): ResidualModel {
  const evaluation = new Evaluation(layers, FLOAT64_KERNEL);
  const outputs = layers[layers.length - 1].units;
  const parameters = parameterCount(layers);
  const roots = samples.weights?.map((weight) => sqrt(weight));
  let jacobian: Jacobian | undefined;
  return {
    parameters,
    residuals: samples.values.length,
    evaluate(at, target) {
      evaluation.outputs(at, samples.points, target);
      for (let i = 0; i < target.length; i++) target[i] -= samples.values[i];
      if (roots === undefined) return;
      for (let i = 0; i < target.length; i++) target[i] *= roots[Math.floor(i / outputs)];
    },
    *accumulate(at, residuals, factors, sum) {
      if (jacobian?.evaluation.rows !== sum.rows) jacobian = new Jacobian(layers, sum.rows);
      const count = samples.values.length / outputs;
      const blockFactors = new Float64Array(sum.rows);
      for (let first = 0; first < count; first += sum.rows) {
        jacobian.evaluate(at, samples.points, first);
        for (let output = 0; output < outputs; output++) {
          gather(factors, first, output, outputs, blockFactors);
          writeResiduals(residuals, first, output, outputs, blockFactors, sum, parameters);
          // The residual has the root in it already.
          if (roots !== undefined) scaleRows(roots, first, blockFactors);
          jacobian.write(output, at, blockFactors, sum.panel);
          sum.accumulate();
          yield;
        }
      }
    },
  };
}

/** Past the last sample factors are 0: those rows add nothing. */
function gather(factors: Float64Array, first: number, output: number, outputs: number, target: Float64Array): void {
  for (let s = 0; s < target.length; s++) {
    const at = (first + s) * outputs + output;
    target[s] = at < factors.length ? factors[at] : 0;
  }
}

function scaleRows(roots: Float64Array, first: number, factors: Float64Array): void {
  for (let s = 0; s < factors.length && first + s < roots.length; s++) factors[s] *= roots[first + s];
}

function writeResiduals(
  residuals: Float64Array,
  first: number,
  output: number,
  outputs: number,
  factors: Float64Array,
  sum: SymmetricSum,
  column: number,
): void {
  const start = columnStart(column, sum.rows);
  for (let s = 0; s < sum.rows; s++) {
    const at = (first + s) * outputs + output;
    sum.panel[start + TILE * s] = at < residuals.length ? factors[s] * residuals[at] : 0;
  }
}

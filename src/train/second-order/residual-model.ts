// What the Levenberg-Marquardt method minimises: residuals as functions of parameters, with the sums of their derivatives.

import type { Pausing } from "../pausing.ts";
import type { SymmetricSum } from "../gemm/symmetric/panel.ts";

export interface ResidualModel {
  readonly parameters: number;
  readonly residuals: number;
  /** Writes all residuals at the parameters. */
  evaluate(parameters: Float64Array, target: Float64Array): void;
  /**
   * Adds the rows f·(J | r) of all residuals to a sum of `parameters` + 1 columns: parameter q's derivative in column q, the
   * residual in the last. Pauses after every block of rows.
   *
   * @param residuals as `evaluate` leaves them at the same parameters.
   * @param factors f, one per residual.
   */
  accumulate(parameters: Float64Array, residuals: Float64Array, factors: Float64Array, sum: SymmetricSum): Pausing<void>;
}

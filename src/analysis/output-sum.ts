// Sums of what a program computes, and what is said of one over a box.

/** Of elements of the outputs, in real arithmetic: Σ weights[i]·output[i] + constant. */
export interface OutputSum {
  readonly weights: readonly number[];
  readonly constant: number;
}

/** No number of a sum is below `low`; of the plane that it was found to be above, these are the slopes by the inputs. */
export interface LeastSum {
  readonly low: number;
  readonly slopes: Float64Array;
}

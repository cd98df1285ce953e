// What an optimiser is: a rule that changes a flat block of parameters by their gradients, step after step.

export interface Optimiser {
  /** The name in recipes and messages. */
  readonly name: string;
  readonly defaultLearningRate: number;
  /** A run over `count` parameters with all state at its start. */
  start(count: number, learningRate: number): OptimiserRun;
}

export interface OptimiserRun {
  /**
   * Changes every parameter by one step. Both arrays hold float32 in the same order; every operation is rounded to
   * float32. Allocates nothing.
   */
  update(parameters: Float32Array, gradients: Float32Array): void;
}

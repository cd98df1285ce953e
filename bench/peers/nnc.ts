// The only file of the comparison that imports nnc: its training, one training step and its matrix product.
// What is measured as "nnc" is chosen here; nothing is timed here.
import { denseNetwork } from "../../src/train/architecture.ts";
import { parseActivation } from "../../src/network/activation.ts";
import { meanSquaredError } from "../../src/train/losses/mean-squared-error.ts";
import { adam } from "../../src/train/optimisers/adam.ts";
import { RECIPES } from "../../src/train/recipes.ts";
import { buildTrainingStep } from "../../src/train/step/training-step.ts";
import { compileStep } from "../../src/train/step/compile-step.ts";
import type { TrainingSource } from "../../src/train/source.ts";
import { train } from "../../src/train/trainer.ts";
import { exp } from "../../src/numeric/elementary/index.ts";
import { plannedProduct, type PlannedProduct } from "../planned-product.ts";

/** Trains the article's network by the article's recipe, as `nnc train` does; returns the loss of every iteration. */
export function trainArticle(seed: number): Float64Array {
  const target = { expression: "exp(x)", variables: ["x"], functionName: "exp", evaluate: (point: ArrayLike<number>) => exp(point[0] ?? NaN) };
  const source: TrainingSource = { kind: "function", targets: [target], domain: [{ name: "x", low: 0, high: 1 }] };
  const training = train({ recipe: RECIPES.article, source, seed });
  for (;;) {
    const next = training.next();
    if (next.done === true) return next.value.losses;
  }
}

export interface Step {
  readonly inputs: Float32Array;
  readonly targets: Float32Array;
  /** Forward, loss, backward and one update by Adam; returns the loss before the update. */
  step(): number;
}

/**
 * @param widths units of every layer, inputs first; ReLU after every layer
 * @param parameters of each layer: weights outputs × inputs, then biases
 */
export function reluStep(
  widths: readonly number[],
  batch: number,
  learningRate: number,
  parameters: readonly Float32Array[],
): Step {
  const architecture = {
    inputs: widths[0],
    hidden: widths.slice(1, -1),
    outputs: widths[widths.length - 1],
    activation: parseActivation("relu"),
  };
  const split = parameters.flatMap((block, layer) => {
    const weights = widths[layer] * widths[layer + 1];
    return [block.subarray(0, weights), block.subarray(weights)];
  });
  const step = buildTrainingStep(denseNetwork(architecture, batch, split), meanSquaredError.loss([]));
  const compiled = compileStep(step, adam.rule([]));
  return { inputs: compiled.inputs[0], targets: compiled.target, step: () => compiled.run(learningRate) };
}

/** A product of two n×n matrices, ready to run, and what gives the result of the last run, row-major. */
export function squareProduct(a: Float32Array, b: Float32Array, n: number): Pick<PlannedProduct, "run" | "result"> {
  const { left, right, run, result } = plannedProduct({ m: n, k: n, n });
  left.set(a);
  right.set(b);
  return { run, result };
}

// The training of a straight line, y = W·x + b: a network of one gemm under nnc's own step, with the same gradient worked out
// by hand beside it. Draws no samples and chooses no settings.

import { identity } from "../../network/ops/identity.ts";
import { denseNetwork } from "../architecture.ts";
import { diverged } from "../diverged.ts";
import { meanSquaredError } from "../losses/mean-squared-error.ts";
import { sgd } from "../optimisers/sgd.ts";
import type { Sampler } from "../sampler.ts";
import { buildTrainingStep } from "../step/training-step.ts";
import { compileStep, type CompiledStep, type Engine } from "../step/compile-step.ts";

/** The slope and the intercept of a line, or the derivatives of a loss by them. */
export interface LinearParameters {
  readonly W: number;
  readonly b: number;
}

/** One step of gradient descent. Every number is a float32 but those of `loss` and `next`. */
export interface LinearStep {
  /** From 0 on. */
  readonly step: number;
  /** The batch. */
  readonly x: readonly number[];
  /** The target at x. */
  readonly t: readonly number[];
  /** W·x + b as the network computes it. */
  readonly y: readonly number[];
  /** The mean of (y − t)², in float64 of float32 terms. */
  readonly loss: number;
  /** Before the step. */
  readonly parameters: LinearParameters;
  /** See `gradientByHand`. */
  readonly byHand: LinearParameters;
  /** The derivatives of the loss as the compiled training step has them. */
  readonly byBackPropagation: LinearParameters;
  /**
   * W − α·ΔW and b − α·Δb by back-propagation's ΔW and Δb, in float64. The optimiser works in float32, so that `updated`
   * may differ from them in the eighth digit.
   */
  readonly next: LinearParameters;
  /** After the step: the parameters the next one starts from. */
  readonly updated: LinearParameters;
}

export interface LinearSettings {
  /** Rounded to float32. */
  readonly start: LinearParameters;
  /** A positive number within the range of float32; the step rounds it to float32. */
  readonly learningRate: number;
  /** Samples in each step. */
  readonly batch: number;
  /** What runs the steps, with the same bits: the fastest there is, unless said otherwise. */
  readonly engine?: Engine;
}

/**
 * As many steps of gradient descent (loss mean-squared-error, optimiser sgd) as are taken from it; returns nothing.
 *
 * @param sample fills the batch x[batch, 1] and t[batch, 1] of each step.
 * @throws DiagnosticError (check) in the first step whose loss or new parameters are not finite, and what `sample` throws.
 */
export function* linearSteps(settings: LinearSettings, sample: Sampler): Generator<LinearStep, never, void> {
  const { learningRate } = settings;
  const compiled = compileLinear(settings);
  let parameters = asParameters(compiled.parameters());
  for (let step = 0; ; step++) {
    sample(compiled.inputs[0], compiled.target);
    const [x, t] = [Array.from(compiled.inputs[0]), Array.from(compiled.target)];
    const loss = compiled.run(learningRate);
    if (!Number.isFinite(loss) || !compiled.parametersAreFinite()) throw diverged(`step ${step}`, loss, "W or b", learningRate);
    const byBackPropagation = asParameters(compiled.gradients());
    const next = {
      W: parameters.W - learningRate * byBackPropagation.W,
      b: parameters.b - learningRate * byBackPropagation.b,
    };
    const updated = asParameters(compiled.parameters());
    const y = Array.from(compiled.prediction());
    yield { step, x, t, y, loss, parameters, byHand: gradientByHand(parameters, x, t), byBackPropagation, next, updated };
    parameters = updated;
  }
}

/**
 * The means over the batch of 2(y − t)·x and 2(y − t), the derivatives of (y − t)² by W and b. Every operation is rounded to
 * float32, in the order in which the formulas are written; a mean is the sum from the first sample on, divided by their
 * number.
 */
function gradientByHand({ W, b }: LinearParameters, x: readonly number[], t: readonly number[]): LinearParameters {
  const round = Math.fround;
  let [sumW, sumB] = [0, 0];
  x.forEach((one, sample) => {
    const y = round(round(W * one) + b);
    const difference = round(y - t[sample]);
    // Doubling is exact.
    sumW = round(sumW + 2 * round(difference * one));
    sumB = round(sumB + 2 * difference);
  });
  return { W: round(sumW / x.length), b: round(sumB / x.length) };
}

function compileLinear({ start, batch, engine }: LinearSettings): CompiledStep {
  const architecture = { inputs: 1, hidden: [], outputs: 1, activation: { op: identity, attributes: {} } };
  const network = denseNetwork(architecture, batch, [Float32Array.of(start.W), Float32Array.of(start.b)]);
  return compileStep(buildTrainingStep(network, meanSquaredError.loss([])), sgd.rule([]), engine);
}

function asParameters([W, b]: Float32Array): LinearParameters {
  return { W, b };
}

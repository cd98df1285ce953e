// Trains by steps of an optimiser along the gradient of a loss. Prints nothing and measures nothing but the loss.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { setting } from "../diagnostics/prose.ts";
import { elementCount } from "../network/shape.ts";
import { RandomGenerator } from "../numeric/random.ts";
import type { DenseArchitecture } from "./architecture.ts";
import { checkSize, denseNetwork, denseParameters } from "./architecture.ts";
import { diverged } from "./diverged.ts";
import { crossEntropyOf } from "./losses/cross-entropy.ts";
import { parseInitialiser } from "./initialisers/index.ts";
import { parseLoss } from "./losses/index.ts";
import { parseFirstOrderOptimiser } from "./optimisers/index.ts";
import type { GradientRecipe } from "./recipes.ts";
import { parseSchedule } from "./schedules/index.ts";
import { buildTrainingStep } from "./step/training-step.ts";
import { compileStep, type Engine } from "./step/compile-step.ts";
import { batchSampler, classesOf, firstEpoch, trainingDomain } from "./source.ts";
import type { GradientState, TrainingState } from "./state.ts";
import type { TrainingOptions } from "./training-options.ts";

export const MAXIMUM_ITERATIONS = 10_000_000;
const MAXIMUM_BATCH = 65_536;
/** Elements of the layers' values for a whole batch, all layers together: each costs about 15 bytes. */
const MAXIMUM_BATCH_ELEMENTS = 2 ** 24;
/** Reports of a short training, and of a long one the most iterations between two and the products of batch and parameters. */
const LEAST_REPORTS = 200;
const REPORTED_ITERATIONS = 10;
const REPORTED_PRODUCTS = 2 ** 20;

/** After an iteration of an optimiser. */
export interface GradientProgress {
  readonly stage: "gradient";
  /** Iterations done. */
  readonly iteration: number;
  readonly iterations: number;
  /** The loss of the last iteration's batch, before its update; of all samples where there are no batches. */
  readonly loss: number;
  /** Samples seen so far. */
  readonly samples: number;
  /** Of all iterations done. */
  readonly losses: Float64Array;
  /** In the order of `denseParameters`. */
  readonly parameters: () => readonly Float32Array[];
  /** What a training with the same options can go on from. */
  readonly state: () => TrainingState;
}

export interface GradientTraining {
  /** In the order of `denseParameters`. */
  readonly parameters: readonly Float32Array[];
  /** The loss of each iteration's batch, before its update: float64 means of float32 terms. */
  readonly losses: Float64Array;
}

/**
 * From the recipe's initial parameters; every iteration takes a fresh batch. Classes are trained for their cross-entropy, whatever the
 * recipe's loss. Reports every ten iterations, or more often
 * where they are few or long, where the options ask for it, and after the last. Pauses in a construction it starts from.
 *
 * @param resume goes on from the state of a training with the same options.
 * @param engine what runs the iterations, with the same bits: the fastest there is, unless said otherwise.
 */
export function* trainByGradient(
  { source, seed, reportEvery = Infinity }: TrainingOptions,
  architecture: DenseArchitecture,
  recipe: GradientRecipe,
  resume?: GradientState,
  engine?: Engine,
): Generator<GradientProgress | undefined, GradientTraining, void> {
  const { iterations, batch, learningRate } = recipe;
  const initialiser = parseInitialiser(recipe.initialiser);
  const family = parseLoss(recipe.loss);
  const optimiser = parseFirstOrderOptimiser(recipe.optimiser);
  const schedule = parseSchedule(recipe.schedule);
  checkGradientRecipe(recipe, [architecture.inputs, ...architecture.hidden, architecture.outputs]);
  const generator = new RandomGenerator(seed);
  const initial = yield* initialiser.item.initialise({ architecture, domain: trainingDomain(source), targets: source.kind === "function" ? source.targets : [] }, generator);
  yield;
  const network = denseNetwork(architecture, batch, initial);
  const rule = optimiser.item.rule(optimiser.values);
  const interval = reportInterval(recipe, architecture);
  const classes = classesOf(source);
  const loss = classes === undefined ? family.item.loss(family.values) : crossEntropyOf(classes, architecture.outputs);
  yield;
  const step = compileStep(buildTrainingStep(network, loss), rule, engine, interval);
  yield;
  const losses = new Float64Array(iterations);
  if (resume !== undefined) {
    step.resume(resume.step);
    losses.set(resume.losses);
  }
  const random = resume === undefined ? generator : new RandomGenerator(resume.generator);
  const epoch = resume?.epoch === undefined ? firstEpoch(source) : { order: resume.epoch.order.slice(), next: resume.epoch.next };
  const sample = batchSampler(source, random, epoch);
  const parameters = (): readonly Float32Array[] => split(architecture, step.parameters());
  const { inputs, outputs } = architecture;
  let iteration = resume?.losses.length ?? 0;
  while (iteration < iterations) {
    // Up to the next report.
    const count = Math.min(interval - (iteration % interval), reportEvery - (iteration % reportEvery), iterations - iteration);
    sample(step.inputs[0].subarray(0, count * batch * inputs), step.target.subarray(0, count * batch * outputs));
    const rateOf = (number: number): number => learningRate * schedule.factor({ step: number, steps: iterations });
    const made = step.iterate(Array.from({ length: count }, (_, next) => rateOf(iteration + 1 + next)));
    losses.set(made.losses, iteration);
    iteration += made.losses.length;
    const last = losses[iteration - 1];
    if (!made.isFinite) throw diverged(`iteration ${iteration}`, last, "a parameter", learningRate);
    const soFar = losses.subarray(0, iteration);
    const state = (): GradientState => ({
      stage: "gradient",
      step: step.state(),
      generator: random.state,
      epoch: epoch && { order: epoch.order.slice(), next: epoch.next },
      losses: soFar,
    });
    yield { stage: "gradient", iteration, iterations, loss: last, samples: iteration * batch, losses: soFar, parameters, state };
  }
  return { parameters: parameters(), losses };
}

/** One block of all parameters, cut into those of `denseParameters`. */
export function split(architecture: DenseArchitecture, block: Float32Array): readonly Float32Array[] {
  let offset = 0;
  return denseParameters(architecture).map(({ shape }) => block.slice(offset, (offset += elementCount(shape))));
}

function reportInterval({ iterations, batch }: GradientRecipe, architecture: DenseArchitecture): number {
  const parameters = denseParameters(architecture).reduce((sum, { shape }) => sum + elementCount(shape), 0);
  const few = Math.max(1, Math.floor(REPORTED_PRODUCTS / (batch * parameters)));
  return Math.min(REPORTED_ITERATIONS, Math.ceil(iterations / LEAST_REPORTS), few);
}

/** @param widths units of the input, the hidden layers and the output. */
function checkGradientRecipe({ iterations, batch, learningRate }: GradientRecipe, widths: readonly number[]): void {
  checkSize("the number of iterations", iterations, MAXIMUM_ITERATIONS, "iterations");
  checkSize("the batch", batch, MAXIMUM_BATCH, "batch");
  const elements = batch * widths.reduce((sum, units) => sum + units, 0);
  if (elements > MAXIMUM_BATCH_ELEMENTS) {
    throw new DiagnosticError({
      id: "batch-too-large",
      message: `a batch of ${batch} makes ${elements} values in the layers`,
      place: setting("batch"),
      note: `at most ${MAXIMUM_BATCH_ELEMENTS} are allowed`,
      hint: "use a smaller batch or smaller layers",
    });
  }
  if (!(learningRate > 0 && Number.isFinite(Math.fround(learningRate)) && Math.fround(learningRate) > 0)) {
    throw new DiagnosticError({
      id: "learning-rate-invalid",
      message: `the learning rate is ${learningRate}`,
      place: setting("learningRate"),
      note: "it must be a positive number within the range of float32",
    });
  }
}

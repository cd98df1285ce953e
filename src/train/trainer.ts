// Trains a dense network on targets by a recipe. A generator, so that whoever calls it can show progress and stop;
// it prints nothing and writes no files.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { DomainVariable } from "../network/model.ts";
import type { Network } from "../network/network.ts";
import { elementCount } from "../network/network.ts";
import { RandomGenerator } from "../numeric/random.ts";
import { parseActivation } from "./activation.ts";
import type { DenseArchitecture } from "./architecture.ts";
import { checkArchitecture, checkSize, denseNetwork, denseParameters } from "./architecture.ts";
import { INITIALISERS } from "./initialise.ts";
import { LOSSES } from "./losses/index.ts";
import { OPTIMISERS } from "./optimisers/index.ts";
import type { Recipe } from "./recipes.ts";
import { uniformSampler } from "./sampler.ts";
import { buildTrainingStep } from "./step/build.ts";
import { prepareStep } from "./step/execute.ts";
import type { Target } from "./target/target.ts";

const MAXIMUM_ITERATIONS = 10_000_000;
const MAXIMUM_BATCH = 65_536;
/** Elements of the widest layers' values for a whole batch, all layers together: each costs some 20 bytes. */
const MAXIMUM_BATCH_ELEMENTS = 2 ** 24;
/** How often progress is reported over a whole training. */
const REPORTS = 200;

export interface TrainingOptions {
  readonly recipe: Recipe;
  /** One per output; all of the same variables. */
  readonly targets: readonly Target[];
  /** One per variable, in the order of the targets' variables. */
  readonly domain: readonly DomainVariable[];
  /** 0 … 2^32 − 1: the same seed and options give the same bits on every machine. */
  readonly seed: number;
}

export interface TrainingProgress {
  /** Iterations done. */
  readonly iteration: number;
  readonly iterations: number;
  /** The loss of the last iteration's batch, before its update. */
  readonly loss: number;
  /** Samples seen so far. */
  readonly samples: number;
}

export interface TrainedNetwork {
  /** One call at a time: x[1, variables] → y[1, targets]; the input has the variable's name where there is only one. */
  readonly network: Network;
  /** The loss of each iteration's batch, before its update: float64 means of float32 terms. */
  readonly losses: Float64Array;
  /** Samples seen. */
  readonly samples: number;
}

/**
 * Trains from the recipe's initial parameters; every iteration takes a fresh batch. Reports about 200 times, the last
 * time after the last iteration.
 *
 * @throws DiagnosticError: usage for options out of range and targets that are not finite at a sample; check, at the first
 * loss or parameter that is not finite.
 */
export function* train(options: TrainingOptions): Generator<TrainingProgress, TrainedNetwork, void> {
  const { recipe, targets, domain, seed } = options;
  const { iterations, batch } = recipe;
  const architecture = checkedArchitecture(options);
  const generator = new RandomGenerator(seed);
  const shapes = denseParameters(architecture);
  const initial = INITIALISERS[recipe.initialiser](shapes, generator);
  const step = prepareStep(buildTrainingStep(denseNetwork(architecture, batch, initial), LOSSES[recipe.loss]));
  const optimiser = OPTIMISERS[recipe.optimiser].start(step.parameters.length, recipe.learningRate);
  const sample = uniformSampler(targets, domain, generator);
  const losses = new Float64Array(iterations);
  const interval = Math.ceil(iterations / REPORTS);
  for (let iteration = 1; iteration <= iterations; iteration++) {
    sample(step.inputs[0], step.target);
    const loss = step.run();
    losses[iteration - 1] = loss;
    optimiser.update(step.parameters, step.gradients);
    if (!Number.isFinite(loss) || !allFinite(step.parameters)) throw diverged(iteration, loss, recipe.learningRate);
    if (iteration % interval === 0 || iteration === iterations) {
      yield { iteration, iterations, loss, samples: iteration * batch };
    }
  }
  let offset = 0;
  const trained = shapes.map(({ shape }) => step.parameters.slice(offset, (offset += elementCount(shape))));
  return { network: denseNetwork(architecture, 1, trained), losses, samples: iterations * batch };
}

/** Checks every size before anything is allocated. */
function checkedArchitecture({ recipe, targets, domain, seed }: TrainingOptions): DenseArchitecture {
  const { hidden, iterations, batch, learningRate } = recipe;
  const architecture: DenseArchitecture = {
    inputs: domain.length,
    hidden,
    outputs: targets.length,
    activation: parseActivation(recipe.activation),
    inputName: domain.length === 1 ? domain[0].name : "x",
  };
  checkArchitecture(architecture);
  checkSize("the number of iterations", iterations, MAXIMUM_ITERATIONS, "--iterations");
  checkSize("the batch", batch, MAXIMUM_BATCH, "--batch");
  const elements = batch * [domain.length, ...hidden, targets.length].reduce((sum, units) => sum + units, 0);
  if (elements > MAXIMUM_BATCH_ELEMENTS) {
    throw new DiagnosticError({
      category: "usage",
      message: `a batch of ${batch} makes ${elements} values in the layers`,
      place: "--batch",
      note: `at most ${MAXIMUM_BATCH_ELEMENTS} are allowed`,
      hint: "use a smaller batch or smaller layers",
    });
  }
  if (!(learningRate > 0 && Number.isFinite(Math.fround(learningRate)) && Math.fround(learningRate) > 0)) {
    throw usage(`the learning rate is ${learningRate}`, "--learning-rate", "it must be a positive number within the range of float32");
  }
  if (!(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)) {
    throw usage(`the seed is ${seed}`, "--seed", `it must be a whole number from 0 to ${2 ** 32 - 1}`);
  }
  return architecture;
}

function usage(message: string, place: string, note: string): DiagnosticError {
  return new DiagnosticError({ category: "usage", message, place, note });
}

function allFinite(values: Float32Array): boolean {
  // 0·x is NaN for infinite and NaN x, and ±0 otherwise.
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += 0 * values[i];
  return sum === 0;
}

function diverged(iteration: number, loss: number, learningRate: number): DiagnosticError {
  const what = Number.isFinite(loss) ? "a parameter" : "the loss";
  return new DiagnosticError({
    category: "check",
    message: `the training diverged: ${what} is not finite in iteration ${iteration}`,
    place: `iteration ${iteration}`,
    note: `the loss of that iteration is ${loss}`,
    hint: `use a --learning-rate smaller than ${learningRate}`,
  });
}

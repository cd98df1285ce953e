// Trains a dense network by a recipe. A generator, so that whoever calls it can show progress and stop; it prints nothing
// and writes no files.

import type { Network } from "../network/network.ts";
import { NO_ACTIVATION, parseActivation, rangeOf, rectifierSlope, type Activation } from "../network/activation.ts";
import type { DenseArchitecture } from "./architecture.ts";
import { checkArchitecture, denseNetwork } from "./architecture.ts";
import { chooseActivation, chosenActivation } from "./chosen-activation.ts";
import type { BestTraining, RefinementProgress } from "./best-training.ts";
import { trainBest } from "./best-training.ts";
import type { GradientProgress } from "./gradient-training.ts";
import { checkClassRecipe, probabilityActivation } from "./class-training.ts";
import { constructFromTable } from "./construct-from-table.ts";
import { trainByGradient } from "./gradient-training.ts";
import type { Pausing } from "./pausing.ts";
import type { Recipe } from "./recipes.ts";
import { constructSteepJumps } from "./steep-jumps.ts";
import { trainBySecondOrder } from "./second-order-training.ts";
import { sampleTargets } from "./second-order/fixed-samples.ts";
import { checkSeed } from "./seed.ts";
import type { TrainingSource } from "./source.ts";
import { classesOf, finishedParameters, sourceSizes } from "./source.ts";
import type { TrainingOptions } from "./training-options.ts";

/** Points at which a target is looked at for its range. */
const RANGE_SAMPLES = 4097;

/** After an iteration. */
export type TrainingProgress = (GradientProgress | RefinementProgress) & {
  /** The network as it stands, for one call at a time: in the units of the source, as a finished training gives it. */
  readonly network: () => Network;
};

export interface TrainedNetwork {
  /** One call at a time: x[1, inputs] → y[1, outputs]; the input has the variable's name where there is only one. */
  readonly network: Network;
  /** The loss of each of an optimiser's iterations, before its update; of the gradient's: float64 means of float32 terms. */
  readonly losses: Float64Array;
  /** The smallest largest error so far after each iteration of a refinement, on its samples; none where there was none. */
  readonly maximumErrors: Float64Array;
}

/**
 * Trains by the recipe's method; where that is free to choose, a network of samples of one input and one output is constructed if it can
 * be, and so is one with steep jumps where they are asked for, with no report. Reports at least every ten iterations of the gradient,
 * after its last one, and after every iteration of a refinement and of a second-order optimiser.
 *
 * @throws DiagnosticError: usage for options out of range and targets that are not finite at a sample; check, at the first
 * loss or parameter that is not finite.
 */
export function* train(options: TrainingOptions): Generator<TrainingProgress, TrainedNetwork, void> {
  const training = trainPausing(options);
  let next = training.next();
  for (; next.done !== true; next = training.next()) if (next.value !== undefined) yield next.value;
  return next.value;
}

/** As `train`, which pauses where there is nothing to report too: in constructions, and where starts are compared. */
export function* trainPausing(options: TrainingOptions): Generator<TrainingProgress | undefined, TrainedNetwork, void> {
  const { recipe, source, seed } = options;
  checkSeed(seed);
  yield* chooseActivation(recipe, source);
  const architecture = checkedArchitecture(recipe, source);
  const constructed = yield* constructedAtOnce(recipe, source, architecture);
  if (constructed !== undefined) {
    return { network: denseNetwork(architecture, 1, constructed), losses: new Float64Array(), maximumErrors: new Float64Array() };
  }
  const networkOf = (parameters: readonly Float32Array[]): Network =>
    denseNetwork(finishedArchitecture(architecture, source), 1, finishedParameters(source, parameters));
  const training = byMethod(options, architecture);
  let next = training.next();
  for (; next.done !== true; next = training.next()) {
    const { value } = next;
    yield value && { ...value, network: () => networkOf(value.parameters()) };
  }
  const { parameters, losses, maximumErrors } = next.value;
  return { network: networkOf(parameters), losses, maximumErrors };
}

/** What needs no training: parameters in the units of the source; undefined where there is no such construction. */
function* constructedAtOnce(recipe: Recipe, source: TrainingSource, architecture: DenseArchitecture): Pausing<readonly Float32Array[] | undefined> {
  if (recipe.method !== "best") return undefined;
  if (recipe.jumps === "steep") return yield* constructSteepJumps(architecture, source);
  return source.kind === "data" && classesOf(source) === undefined ? yield* constructFromTable(architecture, source.dataset.training) : undefined;
}

function* byMethod(
  options: TrainingOptions,
  architecture: DenseArchitecture,
): Generator<GradientProgress | RefinementProgress | undefined, BestTraining, void> {
  const { recipe, resume } = options;
  switch (recipe.method) {
    case "gradient":
      if (resume?.stage === "refinement") throw new RangeError(`the recipe ${recipe.name} has no refinement to go on from`);
      return { ...(yield* trainByGradient(options, architecture, recipe, resume)), maximumErrors: new Float64Array() };
    case "second-order":
      if (resume?.stage === "gradient") throw new RangeError(`the optimiser ${recipe.optimiser} has no batches to go on with`);
      return { ...(yield* trainBySecondOrder(options, architecture, recipe, resume)), maximumErrors: new Float64Array() };
    case "best":
      return yield* trainBest(options, architecture, recipe);
  }
}

/**
 * What a training by the recipe trains. Checks the sizes before anything is allocated.
 *
 * @throws DiagnosticError (usage) as `checkArchitecture` and `parseActivation`.
 */
export function checkedArchitecture(recipe: Recipe, source: TrainingSource): DenseArchitecture {
  if (classesOf(source) !== undefined) checkClassRecipe(recipe);
  const { inputNames, outputs } = sourceSizes(source);
  const activation = parseActivation(chosenActivation(recipe, source));
  const architecture: DenseArchitecture = {
    inputs: inputNames.length,
    hidden: recipe.hidden,
    outputs,
    activation,
    inputName: inputNames.length === 1 ? inputNames[0] : "x",
    outputName: outputName(source),
  };
  checkArchitecture(architecture);
  return { ...architecture, outputActivation: outputActivation(recipe, source, activation) };
}

/**
 * What a training by the recipe ends with: the network that is trained, and of classes what makes probabilities of its sums.
 *
 * @throws DiagnosticError (usage) as `checkedArchitecture`.
 */
export function finishedNetworkOf(recipe: Recipe, source: TrainingSource): DenseArchitecture {
  return finishedArchitecture(checkedArchitecture(recipe, source), source);
}

function finishedArchitecture(architecture: DenseArchitecture, source: TrainingSource): DenseArchitecture {
  const classes = classesOf(source);
  return classes === undefined ? architecture : { ...architecture, outputActivation: probabilityActivation(classes, architecture.outputs) };
}

/** The column of the data, where there is one only. */
function outputName(source: TrainingSource): string {
  const [column, ...others] = source.kind === "data" ? source.dataset.training.outputs : [];
  return column !== undefined && others.length === 0 ? column.name : "y";
}

/**
 * What the recipe says; else none for data, whose scaling can be folded into the last layer only where no activation
 * follows, and none for targets some of whose values the activation never gives. Where the method is free to choose, a rectifier
 * that bends among the values is left out as well: without it networks get three to six times as close. So is an activation that
 * the method chose and that is no rectifier.
 */
function outputActivation(recipe: Recipe, source: TrainingSource, activation: Activation): Activation {
  if (source.kind === "data" || (recipe.method === "best" && recipe.jumps === "steep")) return NO_ACTIVATION;
  if (recipe.outputActivation !== undefined) return parseActivation(recipe.outputActivation, "outputActivation");
  const slope = rectifierSlope(activation);
  if (recipe.activation === undefined && slope === undefined) return NO_ACTIVATION;
  const mayBend = recipe.method === "best" && slope !== undefined;
  if (slope !== undefined && slope > 0 && !mayBend) return activation;
  const { low, high } = mayBend ? { low: 0, high: Infinity } : rangeOf(activation);
  const { values } = sampleTargets(source.targets, source.domain, RANGE_SAMPLES, 0);
  return values.every((value) => value >= low && value <= high) ? activation : NO_ACTIVATION;
}

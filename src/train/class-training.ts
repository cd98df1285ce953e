// Trains a network to tell classes: by the gradient of the cross-entropy, with the weight decay that does best on samples set aside; as the
// plane of logistic regression where no network does better there. Prints nothing.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { setting } from "../diagnostics/prose.ts";
import { NO_ACTIVATION, showActivation, type Activation } from "../network/activation.ts";
import type { RecordedClasses } from "../network/model.ts";
import { sigmoid } from "../network/ops/sigmoid.ts";
import { softmax } from "../network/ops/softmax.ts";
import { RandomGenerator } from "../numeric/random.ts";
import type { DenseArchitecture } from "./architecture.ts";
import { setAside } from "./data/set-aside.ts";
import { FLOAT64_KERNEL } from "./gemm/scalar/float64-tiles.ts";
import type { GradientProgress, GradientTraining } from "./gradient-training.ts";
import { trainByGradient } from "./gradient-training.ts";
import { carriedPlane } from "./linear/linear-network.ts";
import { meanCrossEntropy } from "./losses/mean-cross-entropy.ts";
import { meanSquaredError } from "./losses/mean-squared-error.ts";
import { unreported, type Pausing } from "./pausing.ts";
import type { BestRecipe, GradientRecipe, Recipe } from "./recipes.ts";
import type { Samples } from "./second-order/fixed-samples.ts";
import { flatten, layersOf } from "./second-order/flat-layers.ts";
import { Evaluation } from "./second-order/layer-evaluation.ts";
import type { DataSource } from "./source.ts";
import { withSamples } from "./source.ts";
import type { TrainingOptions } from "./training-options.ts";

/** Weight decays that are tried, the least first: of equally good ones it is taken. */
const DECAYS = [0.01, 0.1, 1, 4] as const;
/** Of logistic regression, whose weights would grow without end where a plane divides the classes. */
const PLANE_DECAY = 0.01;

/** What makes probabilities of the last layer's sums, once the network is trained. */
export function probabilityActivation({ kind }: RecordedClasses, outputs: number): Activation {
  if (kind === "each" || outputs === 1) return { op: sigmoid, attributes: sigmoid.attributes };
  return { op: softmax, attributes: { ...softmax.attributes, axis: 1 } };
}

/** @throws DiagnosticError (usage) where a recipe goes for something else than the cross-entropy. */
export function checkClassRecipe(recipe: Recipe): void {
  const loss = recipe.method === "gradient" ? recipe.loss : meanSquaredError.name;
  if (recipe.method !== "second-order" && loss === meanSquaredError.name) return;
  const isLoss = recipe.method !== "second-order";
  throw new DiagnosticError({
    id: "option-not-for-classes",
    message: isLoss ? `classes are not told by the ${loss}` : `classes are not told by the squared errors that ${recipe.optimiser} goes for`,
    place: setting(isLoss ? "loss" : "optimiser"),
    note: "a network that tells classes is trained for the cross-entropy of its probabilities",
    hint: "leave it out",
  });
}

/** @throws DiagnosticError as `trainByGradient`. */
export function* trainClasses(
  options: TrainingOptions,
  source: DataSource,
  architecture: DenseArchitecture,
  recipe: BestRecipe,
  classes: RecordedClasses,
): Generator<GradientProgress | undefined, GradientTraining, void> {
  const { samples } = source.dataset.standardised;
  const { fitted, aside } = setAside(samples, architecture.inputs, options.seed);
  const part = withSamples(source, fitted);
  const flat = { ...architecture, hidden: [] };
  const ofPlane = yield* byGradient(options, part, flat, gradientRecipe(recipe, flat, PLANE_DECAY));
  const plane = { ofPlane: true, decay: PLANE_DECAY, error: crossEntropyOn(flat, ofPlane.parameters, aside, classes) };
  const trials: (typeof plane)[] = [];
  for (const decay of DECAYS) {
    const { parameters } = yield* byGradient(options, part, architecture, gradientRecipe(recipe, architecture, decay));
    trials.push({ ofPlane: false, decay, error: crossEntropyOn(architecture, parameters, aside, classes) });
  }
  const best = [plane, ...trials].reduce((one, other) => (other.error < one.error ? other : one));
  if (best.ofPlane) {
    const whole = yield* byGradient(options, source, flat, gradientRecipe(recipe, flat, PLANE_DECAY));
    const carried = asNetwork(architecture, whole, samples, options.seed);
    if (carried !== undefined) return { parameters: carried, losses: whole.losses };
  }
  const { decay } = best.ofPlane ? trials.reduce((one, other) => (other.error < one.error ? other : one)) : best;
  const { resume } = options;
  if (resume?.stage === "refinement") throw new RangeError("a training of classes has no refinement to go on from");
  return yield* trainByGradient(options, architecture, gradientRecipe(recipe, architecture, decay), resume);
}

function gradientRecipe(recipe: BestRecipe, { activation, hidden }: DenseArchitecture, decay: number): GradientRecipe {
  return { ...recipe, ...recipe.start, hidden, activation: showActivation(activation), method: "gradient", optimiser: `adamw:${decay}` };
}

/** From the beginning to the end, with no report. */
function* byGradient(options: TrainingOptions, source: DataSource, architecture: DenseArchitecture, recipe: GradientRecipe): Pausing<GradientTraining> {
  return yield* unreported(trainByGradient({ recipe, source, seed: options.seed }, architecture, recipe));
}

/** Undefined where the architecture cannot carry as many planes as there are outputs. */
function asNetwork(architecture: DenseArchitecture, { parameters }: GradientTraining, samples: Samples, seed: number): readonly Float32Array[] | undefined {
  const [slopes, offsets] = parameters.map((values) => Float64Array.from(values));
  return carriedPlane(architecture, { slopes, offsets }, samples, new RandomGenerator(seed));
}

function crossEntropyOn(
  architecture: DenseArchitecture,
  parameters: readonly Float32Array[],
  { points, values, weights }: Samples,
  classes: RecordedClasses,
): number {
  const sums = new Float64Array(values.length);
  new Evaluation(layersOf({ ...architecture, outputActivation: NO_ACTIVATION }), FLOAT64_KERNEL).outputs(flatten(parameters), points, sums);
  return meanCrossEntropy(classes, sums, values, architecture.outputs, weights);
}

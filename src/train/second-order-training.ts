// Trains by a second-order optimiser: from random parameters, over all samples in every iteration, as long as the mean squared
// error gets smaller. Prints nothing and measures nothing but the loss.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import { RandomGenerator } from "../numeric/random.ts";
import type { DenseArchitecture } from "./architecture.ts";
import { checkSize } from "./architecture.ts";
import type { GradientProgress, GradientTraining } from "./gradient-training.ts";
import { MAXIMUM_ITERATIONS, split } from "./gradient-training.ts";
import { parseInitialiser } from "./initialisers/index.ts";
import type { Pausing } from "./pausing.ts";
import type { SecondOrderRecipe } from "./recipes.ts";
import { flatten, layersOf, parameterCount } from "./second-order/flat-layers.ts";
import { refine } from "./second-order/refine.ts";
import type { RefinementStage } from "./second-order/refinement.ts";
import { checkRefinable, defaultSamples } from "./second-order/refinement.ts";
import { fixedSamples, trainingDomain } from "./source.ts";
import type { RefinementState } from "./state.ts";
import type { TrainingOptions } from "./training-options.ts";

/** Of the low-discrepancy sequence of points, where there are several variables. */
const SAMPLES_START = 0.5;

/**
 * Reports after every iteration, and pauses within them and in a construction it starts from.
 * The samples are those of data, or points of the domain that are the same for every seed. The
 * losses are mean squared errors in float64, of the parameters as they are before they are rounded; the parameters, of all
 * passed through, are those with the smallest one.
 *
 * @param resume goes on from the state of a training with the same options.
 * @throws DiagnosticError: usage for options out of range, a network that is too large and targets that are not finite at a
 * sample; check where what the network gives at the samples is too large for float32.
 */
export function* trainBySecondOrder(
  { source, seed }: TrainingOptions,
  architecture: DenseArchitecture,
  recipe: SecondOrderRecipe,
  resume?: RefinementState,
): Generator<GradientProgress | undefined, GradientTraining, void> {
  const { iterations } = recipe;
  checkSize("the number of iterations", iterations, MAXIMUM_ITERATIONS, "iterations");
  checkRefinable(architecture);
  const samples = fixedSamples(source, defaultSamples(architecture.inputs, parameterCount(layersOf(architecture))), SAMPLES_START);
  const count = samples.points.length / architecture.inputs;
  const parameters = resume === undefined ? yield* initialParameters({ source, seed }, architecture, recipe) : split(architecture, resume.start);
  const start = Float32Array.from(flatten(parameters));
  const problem = { architecture, parameters, source: { kind: "samples", samples, measured: samples } } as const;
  const search = refine(problem, { stages: stagesOf(recipe), samples: count }, resume?.search);
  let losses = resume === undefined ? new Float64Array() : lossesOf(resume);
  let next = search.next();
  for (; next.done !== true; next = search.next()) {
    const { value } = next;
    if (value === undefined) {
      yield;
      continue;
    }
    const { iteration } = value;
    const state = (): RefinementState => ({ stage: "refinement", losses: new Float64Array(), start, search: value.state() });
    losses = lossesOf(state());
    yield { stage: "gradient", iteration, iterations, loss: losses[iteration - 1], samples: iteration * count, losses, parameters: value.parameters, state };
  }
  if (!Number.isFinite(next.value.rootMeanSquare)) throw notFinite(next.value.rootMeanSquare);
  return { parameters: next.value.parameters, losses };
}

/** The one stage of the steps: least squares, until no step is left. */
export function stagesOf({ iterations }: SecondOrderRecipe): readonly RefinementStage[] {
  return [{ exponent: 2, iterations, leastReduction: 0 }];
}

function* initialParameters(
  { source, seed }: Pick<TrainingOptions, "source" | "seed">,
  architecture: DenseArchitecture,
  recipe: SecondOrderRecipe,
): Pausing<readonly Float32Array[]> {
  const setting = { architecture, domain: trainingDomain(source), targets: source.kind === "function" ? source.targets : [] };
  return yield* parseInitialiser(recipe.initialiser).item.initialise(setting, new RandomGenerator(seed));
}

/** Before each iteration that is done: the last norm is that of the next one. */
function lossesOf({ search: { norms } }: RefinementState): Float64Array {
  return norms.subarray(0, -1).map((norm) => norm * norm);
}

function notFinite(rootMeanSquare: number): DiagnosticError {
  return new DiagnosticError({
    id: "network-not-finite",
    message: "the trained network gives values that are not finite",
    place: "training",
    note: `in float32 the root mean square of its error is ${rootMeanSquare}`,
    hint: prose`use a narrower ${setting("domain")}, or another ${setting("seed")}`,
  });
}

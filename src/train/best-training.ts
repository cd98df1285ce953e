// Finds the best network it can: constructs one by folding where that applies, takes second-order steps from random parameters where a
// smooth activation stands, else trains by the gradient and refines by second-order steps. Where folding applies but does badly,
// the better of both is taken. Prints nothing.

import { rectifierSlope, showActivation } from "../network/activation.ts";
import type { DenseArchitecture } from "./architecture.ts";
import { trainClasses } from "./class-training.ts";
import { setAside, type DividedSamples } from "./data/set-aside.ts";
import { foldNetwork } from "./fold-network.ts";
import { FLOAT32_KERNEL } from "./gemm/scalar/float32-tiles.ts";
import type { GradientProgress, GradientTraining } from "./gradient-training.ts";
import { split, trainByGradient } from "./gradient-training.ts";
import { linearNetwork } from "./linear/linear-network.ts";
import { RandomGenerator } from "../numeric/random.ts";
import type { Pausing } from "./pausing.ts";
import type { BestRecipe } from "./recipes.ts";
import { errorMeter, pausingErrorMeter } from "./second-order/measured-error.ts";
import { flatten, layersOf, parameterCount } from "./second-order/flat-layers.ts";
import { refine } from "./second-order/refine.ts";
import type { RefinementOptions, RefinementSource, RefinementStage } from "./second-order/refinement.ts";
import { DEFAULT_STAGES, isRefinable, smoothSamples, SMOOTH_DAMPING_FLOOR, SMOOTH_SAMPLE_STAGES, SMOOTH_STAGES } from "./second-order/refinement.ts";
import type { Samples } from "./second-order/fixed-samples.ts";
import { sampleTargets } from "./second-order/fixed-samples.ts";
import { smoothStart } from "./smooth-start.ts";
import { closestRectifierStart, closestSmoothStart } from "./starts-on-samples.ts";
import type { DataSource, FunctionSource, TrainingSource } from "./source.ts";
import { classesOf, withSamples } from "./source.ts";
import type { RefinementState } from "./state.ts";
import type { TrainingOptions } from "./training-options.ts";

/** Beyond this share of the target's range a construction is not taken without looking for something better. */
const GOOD_SHARE = 1e-3;
/** Points at which the scale of targets is looked at. */
const SCALE_SAMPLES = 1025;
/** A plane that is so much farther off, in standardised units, is the simpler one of two: what float32 loses. */
const AS_CLOSE = 2 ** -17;
/** Points on which a construction and a refinement are compared. */
const COMPARED_SAMPLES = 8193;

/** After an iteration of the refinement. */
export interface RefinementProgress {
  readonly stage: "refinement";
  /** Iterations done. */
  readonly iteration: number;
  readonly iterations: number;
  /** The smallest largest error so far, on the samples of the refinement. */
  readonly maximumError: number;
  /** Of the gradient before it. */
  readonly losses: Float64Array;
  /** Of that smallest error, in the order of `denseParameters`. */
  readonly parameters: () => readonly Float32Array[];
  /** What a training with the same options can go on from. */
  readonly state: () => RefinementState;
}

export interface BestTraining {
  /** In the order of `denseParameters`; for data in standardised units. */
  readonly parameters: readonly Float32Array[];
  /** The losses of the gradient's iterations; none where a construction was taken without them. */
  readonly losses: Float64Array;
  /** Of the refinement: the smallest largest error so far after each iteration; none where there was no refinement. */
  readonly maximumErrors: Float64Array;
}

/** Pauses in a construction and where starts are compared, of which there is nothing to report. @throws DiagnosticError as `trainByGradient`. */
export function* trainBest(
  options: TrainingOptions,
  architecture: DenseArchitecture,
  recipe: BestRecipe,
): Generator<GradientProgress | RefinementProgress | undefined, BestTraining, void> {
  const { source } = options;
  if (source.kind === "data") {
    const classes = classesOf(source);
    if (classes !== undefined) return { ...(yield* trainClasses(options, source, architecture, recipe, classes)), maximumErrors: new Float64Array() };
    return yield* fitData(options, source, architecture, recipe);
  }
  const folded = yield* foldNetwork(architecture, source.targets, source.domain);
  const refinement = { kind: "targets", targets: source.targets, domain: source.domain } as const;
  if (folded === undefined) {
    if (isSmooth(architecture, source)) return yield* refineSmooth(options, source, architecture);
    return yield* startAndRefine(options, architecture, recipe, refinement);
  }
  const { shareOf } = judge(architecture, { ...source, targets: [folded.followed] });
  const share = yield* shareOf(folded.parameters);
  if (share <= GOOD_SHARE) return { parameters: folded.parameters, losses: new Float64Array(), maximumErrors: new Float64Array() };
  const refined = yield* startAndRefine(options, architecture, recipe, refinement);
  return (yield* shareOf(refined.parameters)) < share ? refined : { ...refined, parameters: folded.parameters };
}

/** Whether second-order steps lead from random parameters to numbers: activations that are no rectifiers, and few enough parameters. */
function isSmooth(architecture: DenseArchitecture, source: TrainingSource): boolean {
  return classesOf(source) === undefined && rectifierSlope(architecture.activation) === undefined && isRefinable(architecture);
}

/** What the refinement of a network of an architecture is asked for. */
export function refinementOf(
  architecture: DenseArchitecture,
  source: TrainingSource,
): RefinementOptions & { readonly stages: readonly RefinementStage[] } {
  if (!isSmooth(architecture, source)) return { stages: DEFAULT_STAGES };
  if (source.kind === "data") return { stages: SMOOTH_SAMPLE_STAGES, dampingFloor: SMOOTH_DAMPING_FLOOR };
  const samples = smoothSamples(architecture.outputs, parameterCount(layersOf(architecture)));
  return { stages: SMOOTH_STAGES, samples, dampingFloor: SMOOTH_DAMPING_FLOOR };
}

/** Second-order steps from the first to the last; the gradient is not followed. */
function* refineSmooth(
  options: TrainingOptions,
  { targets, domain }: FunctionSource,
  architecture: DenseArchitecture,
): Generator<RefinementProgress | undefined, BestTraining, void> {
  const { resume, seed } = options;
  const parameters =
    resume?.stage === "refinement"
      ? split(architecture, resume.start)
      : smoothStart(architecture, domain, sampleTargets(targets, domain, SCALE_SAMPLES, 0), new RandomGenerator(seed));
  return yield* refineFrom({ parameters, losses: new Float64Array() }, options, architecture, { kind: "targets", targets, domain });
}

/** Trains on a part of the samples and takes what does best on the rest: the network, or one that is the plane nearest to the samples. */
function* fitData(
  options: TrainingOptions,
  source: DataSource,
  architecture: DenseArchitecture,
  recipe: BestRecipe,
): Generator<GradientProgress | RefinementProgress | undefined, BestTraining, void> {
  const { samples } = source.dataset.standardised;
  const divided = setAside(samples, architecture.inputs, options.seed);
  const trained = yield* fitDivided(options, source, divided, architecture, recipe);
  const plane = (of: Samples): readonly Float32Array[] | undefined => linearNetwork(architecture, of, new RandomGenerator(options.seed));
  const tried = plane(divided.fitted);
  if (tried === undefined) return trained;
  const meter = errorMeter(layersOf(architecture), divided.aside, FLOAT32_KERNEL);
  const errorOf = (parameters: readonly Float32Array[]): number => meter(Float32Array.from(flatten(parameters))).rootMeanSquare;
  if (errorOf(trained.parameters) + AS_CLOSE < errorOf(tried)) return trained;
  return { ...trained, parameters: plane(samples) ?? tried };
}

/**
 * Smooth activations are not trained by the gradient: second-order steps come closer. Nor are rectifiers of more parameters than samples, for
 * it draws curves between them: damped second-order steps change a start as little as the samples demand.
 */
function* fitDivided(
  options: TrainingOptions,
  source: DataSource,
  divided: DividedSamples,
  architecture: DenseArchitecture,
  recipe: BestRecipe,
): Generator<GradientProgress | RefinementProgress | undefined, BestTraining, void> {
  const { fitted, aside } = divided;
  const part = withSamples(source, fitted);
  const refinement = { kind: "samples", samples: fitted, measured: aside } as const;
  const isOfSmooth = isSmooth(architecture, source);
  const isOfFew = isRefinable(architecture) && fitted.values.length < parameterCount(layersOf(architecture));
  if (!isOfSmooth && !isOfFew) {
    return yield* startAndRefine({ ...options, source: part }, architecture, recipe, refinement);
  }
  const { resume, seed } = options;
  const start = (): Pausing<readonly Float32Array[]> =>
    isOfSmooth
      ? closestSmoothStart(architecture, part, divided, seed)
      : closestRectifierStart(architecture, part, recipe.start.initialiser, divided, seed);
  const parameters = resume?.stage === "refinement" ? split(architecture, resume.start) : yield* start();
  return yield* refineFrom({ parameters, losses: new Float64Array() }, options, architecture, refinement);
}

function* startAndRefine(
  options: TrainingOptions,
  architecture: DenseArchitecture,
  recipe: BestRecipe,
  source: RefinementSource,
): Generator<GradientProgress | RefinementProgress | undefined, BestTraining, void> {
  const activation = showActivation(architecture.activation);
  const gradient = { ...recipe, ...recipe.start, activation, method: "gradient" } as const;
  const { resume } = options;
  const started =
    resume?.stage === "refinement"
      ? { parameters: split(architecture, resume.start), losses: resume.losses }
      : yield* trainByGradient(options, architecture, gradient, resume);
  if (!isRefinable(architecture)) return { ...started, maximumErrors: new Float64Array() };
  return yield* refineFrom(started, options, architecture, source);
}

function* refineFrom(
  { parameters, losses }: GradientTraining,
  { resume, source: trained }: TrainingOptions,
  architecture: DenseArchitecture,
  source: RefinementSource,
): Generator<RefinementProgress | undefined, BestTraining, void> {
  const search = resume?.stage === "refinement" ? resume.search : undefined;
  const refinement = refine({ architecture, parameters, source }, refinementOf(architecture, trained), search);
  let next = refinement.next();
  for (; next.done !== true; next = refinement.next()) {
    const { value } = next;
    if (value === undefined) {
      yield;
      continue;
    }
    const state = (): RefinementState => ({ stage: "refinement", losses, start: Float32Array.from(flatten(parameters)), search: value.state() });
    const { iteration, iterations, maximumError } = value;
    yield { stage: "refinement", iteration, iterations, maximumError, losses, parameters: value.parameters, state };
  }
  return { parameters: next.value.parameters, losses, maximumErrors: next.value.maximumErrors };
}

/** Measures parameters by their largest error as a share of the target's range, in the arithmetic of emitted code. */
function judge(
  architecture: DenseArchitecture,
  { targets, domain }: FunctionSource,
): { readonly shareOf: (parameters: readonly Float32Array[]) => Pausing<number> } {
  const samples = sampleTargets(targets, domain, COMPARED_SAMPLES, 0);
  const meter = pausingErrorMeter(layersOf(architecture), samples, FLOAT32_KERNEL);
  let [least, most] = [Infinity, -Infinity];
  for (const value of samples.values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  // A constant has no range: its size stands in.
  const range = most > least ? most - least : Math.max(Math.abs(most), Number.MIN_VALUE);
  const shareOf = function* (parameters: readonly Float32Array[]): Pausing<number> {
    return (yield* meter(Float32Array.from(flatten(parameters)))).maximumError / range;
  };
  return { shareOf };
}

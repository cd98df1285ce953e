// Where second-order steps on samples start: several starts, a few steps from each, and of them the one that is then closest on samples set
// aside. That also says which activation suits samples. Trains nothing to its end.

import { NO_ACTIVATION, parseActivation } from "../network/activation.ts";
import { RandomGenerator } from "../numeric/random.ts";
import type { DenseArchitecture } from "./architecture.ts";
import type { DividedSamples } from "./data/set-aside.ts";
import { setAside } from "./data/set-aside.ts";
import { parseInitialiser } from "./initialisers/index.ts";
import { linearNetwork } from "./linear/linear-network.ts";
import { unreported, type Pausing } from "./pausing.ts";
import { thinned } from "./second-order/fixed-samples.ts";
import { layersOf, parameterCount } from "./second-order/flat-layers.ts";
import { refine } from "./second-order/refine.ts";
import { defaultSamples, SMOOTH_DAMPING_FLOOR, smoothSamples } from "./second-order/refinement.ts";
import { smoothStart } from "./smooth-start.ts";
import type { DataSource } from "./source.ts";
import { sourceSizes, trainingDomain, withSamples } from "./source.ts";

/** The initialiser of functions that are nearly straight. */
const SMALL_START = "lecun-normal";
/** The one with kinks all over the samples. */
const SPREAD_START = "kink-spreading";
/** By which starts of rectifiers are compared that few samples are followed from. */
const TRIAL_STEPS = 16;
/** By which starts are compared otherwise. */
const SHORT_TRIAL_STEPS = 8;
/** By which activations are compared, each one by its best start: later steps seldom change which one is ahead. */
const SUITING_STEPS = 30;
/** Of its error after the trial of its start, the most that is left of a smooth activation that is still on its way. */
const ON_ITS_WAY = 0.6;
/** Where there are fewer samples than parameters, few are set aside: a smooth activation has to be ahead by this factor. */
const CLEARLY_AHEAD = 0.5;

/** Of the samples that are set aside for that, and of the starts. */
const SUITING_SEED = 0;

/** Parameters in the order of `denseParameters`, for standardised units. */
type Start = readonly Float32Array[];

/** How a start is tried. */
interface Trial {
  readonly steps: number;
  /** To step on, at most. */
  readonly samples: number;
  /** To measure on, at most. */
  readonly measured: number;
  readonly dampingFloor: number | undefined;
}

/**
 * Of rectifiers: small random starts, which are nearly straight, ones with kinks all over, and the plane nearest to the samples.
 *
 * @param source with the samples to be followed.
 */
export function* closestRectifierStart(
  architecture: DenseArchitecture,
  source: DataSource,
  spread: string,
  divided: DividedSamples,
  seed: number,
): Pausing<Start> {
  const generator = new RandomGenerator(seed);
  const starts: Start[] = [];
  for (const name of [SMALL_START, SMALL_START, spread, spread]) starts.push(yield* initialised(architecture, source, name, generator));
  const plane = linearNetwork(architecture, source.dataset.standardised.samples, generator);
  const samples = defaultSamples(architecture.inputs, parameterCount(layersOf(architecture)));
  const trial = { steps: TRIAL_STEPS, samples, measured: Infinity, dampingFloor: undefined };
  return (yield* closest([...starts, ...ofPlane(plane)], architecture, divided, trial)).start;
}

/**
 * Of a smooth activation: a random start at the scale of the samples, a small one, and the plane nearest to the samples.
 *
 * @param source with the samples to be followed.
 */
export function* closestSmoothStart(architecture: DenseArchitecture, source: DataSource, divided: DividedSamples, seed: number): Pausing<Start> {
  return (yield* closest(yield* smoothStarts(architecture, source, seed), architecture, divided, shortTrial(architecture, SMOOTH_DAMPING_FLOOR))).start;
}

/**
 * The activation, of a smooth one and a rectifier, after which a network is ahead on samples set aside once second-order steps have begun,
 * or the smooth one while it still gets better fast.
 * The same source gives the same answer.
 *
 * @param smooth and `rectifier` as `parseActivation` reads them.
 */
export function* suitingActivation(source: DataSource, hidden: readonly number[], smooth: string, rectifier: string): Pausing<string> {
  const { inputNames, outputs } = sourceSizes(source);
  const common = { inputs: inputNames.length, hidden, outputs, outputActivation: NO_ACTIVATION };
  const [ofSmooth, ofRectifier] = [smooth, rectifier].map((activation): DenseArchitecture => ({ ...common, activation: parseActivation(activation) }));
  const divided = setAside(source.dataset.standardised.samples, common.inputs, SUITING_SEED);
  const part = withSamples(source, divided.fitted);
  const generator = new RandomGenerator(SUITING_SEED);
  const rectifierStarts = [
    yield* initialised(ofRectifier, part, SPREAD_START, generator),
    ...ofPlane(linearNetwork(ofRectifier, divided.fitted, generator)),
  ];
  const ofSmoothStarts = yield* closest(yield* smoothStarts(ofSmooth, part, SUITING_SEED), ofSmooth, divided, shortTrial(ofSmooth, SMOOTH_DAMPING_FLOOR));
  const ofRectifierStarts = yield* closest(rectifierStarts, ofRectifier, divided, shortTrial(ofRectifier, undefined));
  const smoothError = yield* ofSmoothStarts.errorAfter(SUITING_STEPS);
  const rectifierError = yield* ofRectifierStarts.errorAfter(SUITING_STEPS);
  const isSmall = divided.fitted.values.length < parameterCount(layersOf(ofSmooth));
  // Rectifiers that follow kinks are ahead at first, and where they then stay; a smooth activation that has met no noise goes on.
  const isOnItsWay = smoothError <= ON_ITS_WAY * ofSmoothStarts.trialError;
  return smoothError <= rectifierError * (isSmall ? CLEARLY_AHEAD : 1) || (isOnItsWay && !isSmall) ? smooth : rectifier;
}

function shortTrial(architecture: DenseArchitecture, dampingFloor: number | undefined): Trial {
  const samples = smoothSamples(architecture.outputs, parameterCount(layersOf(architecture)));
  return { steps: SHORT_TRIAL_STEPS, samples, measured: samples, dampingFloor };
}

function* smoothStarts(architecture: DenseArchitecture, source: DataSource, seed: number): Pausing<readonly Start[]> {
  const generator = new RandomGenerator(seed);
  const { samples } = source.dataset.standardised;
  return [
    smoothStart(architecture, trainingDomain(source), samples, generator),
    yield* initialised(architecture, source, SMALL_START, generator),
    ...ofPlane(linearNetwork(architecture, samples, generator)),
  ];
}

function* initialised(architecture: DenseArchitecture, source: DataSource, name: string, generator: RandomGenerator): Pausing<Start> {
  return yield* parseInitialiser(name).item.initialise({ architecture, domain: trainingDomain(source), targets: [] }, generator);
}

function ofPlane(plane: Start | undefined): readonly Start[] {
  return plane === undefined ? [] : [plane];
}

interface Closest {
  readonly start: Start;
  /** The root mean square error on the samples set aside after the steps of the trial. */
  readonly trialError: number;
  /** The root mean square error on the samples set aside after so many steps from it. */
  readonly errorAfter: (steps: number) => Pausing<number>;
}

/** The start whose root mean square error on the samples set aside is the least after a few steps; of equal ones the first. */
function* closest(starts: readonly Start[], architecture: DenseArchitecture, { fitted, aside }: DividedSamples, trial: Trial): Pausing<Closest> {
  const { samples, dampingFloor } = trial;
  const source = { kind: "samples", samples: fitted, measured: thinned(aside, architecture.inputs, trial.measured) } as const;
  const errorAfter = function* (parameters: Start, iterations: number): Pausing<number> {
    const refined = refine({ architecture, parameters, source }, { stages: [{ exponent: 2, iterations }], samples, dampingFloor });
    return (yield* unreported(refined)).rootMeanSquare;
  };
  const errors: number[] = [];
  for (const start of starts) errors.push(yield* errorAfter(start, trial.steps));
  const trialError = Math.min(...errors);
  const start = starts[errors.indexOf(trialError)];
  return { start, trialError, errorAfter: (steps) => errorAfter(start, steps) };
}

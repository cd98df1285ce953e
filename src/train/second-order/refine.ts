// Refines the parameters of a small dense network: second-order steps on least squares, then on ever higher powers of the
// error so that the largest one shrinks, then rounding to float32. Chooses no start and looks at no clock.

import { Exchange } from "./exchange.ts";
import { unflatten, flatten, layersOf, parameterCount } from "./layers.ts";
import type { Layer } from "./layers.ts";
import { LevenbergMarquardt } from "./levenberg-marquardt.ts";
import { errorMeter } from "./measured-error.ts";
import type { SampleError } from "./measured-error.ts";
import { networkResiduals } from "./network-residuals.ts";
import { checkRefinable, DEFAULT_STAGES, defaultSamples } from "./refinement.ts";
import type { Refinement, RefinementOptions, RefinementProblem, RefinementProgress, RefinementStage } from "./refinement.ts";
import { roundParameters } from "./round-parameters.ts";
import { sampleTargets, thinned } from "./samples.ts";
import type { Samples } from "./samples.ts";

/** A stage ends where these many iterations together reduced its norm by less than this share. */
const PATIENCE = 6;
const LEAST_REDUCTION = 1e-3;
/** Samples added where the error is largest, as a share of the others. */
const EXCHANGED_SHARE = 0.25;
/** Different starts of the low-discrepancy sequences: what is measured was not minimised over. */
const FITTED_START = 0.5;
const POOL_FACTOR = 6;
const MEASURED_FACTOR = 4;
const POOL_START = 0.75;
const MEASURED_START = 0.25;

/**
 * Reports after every iteration. Of all parameters passed through, those with the smallest maximum on the samples for
 * measuring are rounded; where nothing was better than the start, the start is returned: the measured maximum never grows.
 * The same problem and options give the same bits on every machine.
 *
 * @throws DiagnosticError: usage for a network of more than MAXIMUM_REFINED_PARAMETERS and for targets that are not finite at a
 * sample.
 */
export function* refine(
  problem: RefinementProblem,
  options: RefinementOptions = {},
): Generator<RefinementProgress, Refinement, void> {
  checkRefinable(problem.architecture);
  const layers = layersOf(problem.architecture);
  const samples = samplesOf(problem, options, parameterCount(layers));
  const { stages = DEFAULT_STAGES } = options;
  const start = flatten(problem.parameters);
  const search = new Search(layers, start, samples);
  const iterations = stages.reduce((sum, stage) => sum + stage.iterations, 0);
  for (const stage of stages) {
    for (const norm of search.stage(stage)) {
      const { done, best } = search;
      yield { exponent: stage.exponent, iteration: done, iterations, norm, maximumError: best.maximumError };
    }
  }
  return finished(layers, search, samples.measured, Float32Array.from(start));
}

interface SampleSets {
  /** Minimised over. */
  readonly fitted: Samples;
  /** The worst of these too. */
  readonly pool: Samples;
  /** Where the error is measured. */
  readonly measured: Samples;
}

/** The iterations, and the best parameters seen in float64. */
class Search {
  done = 0;
  best: SampleError;
  readonly parameters: Float64Array;
  /** The exponent that led to the best parameters, and the samples. */
  exponent = 2;
  fitted: Samples;
  private minimiser: LevenbergMarquardt;
  private readonly layers: readonly Layer[];
  private readonly base: Samples;
  private readonly exchange: Exchange;
  private readonly measure: (parameters: Float64Array) => SampleError;

  constructor(layers: readonly Layer[], start: Float64Array, { fitted, pool, measured }: SampleSets) {
    this.layers = layers;
    this.base = fitted;
    this.fitted = fitted;
    this.exchange = new Exchange(layers, pool);
    this.minimiser = new LevenbergMarquardt(networkResiduals(layers, fitted), start);
    this.measure = errorMeter(layers, measured, "float64");
    this.parameters = Float64Array.from(start);
    this.best = this.measure(start);
  }

  /** Gives the norm after each iteration. */
  *stage({ exponent, iterations }: RefinementStage): Generator<number, void, void> {
    if (exponent > 2) this.takeWorst();
    this.minimiser.setExponent(exponent);
    const norms: number[] = [];
    for (let iteration = 0; iteration < iterations; iteration++) {
      const { accepted, norm, before, exhausted } = this.minimiser.iterate();
      this.done++;
      if (accepted) this.keepBest(exponent);
      if (norms.length === 0) norms.push(before);
      norms.push(norm);
      yield norm;
      if (exhausted) return;
      const earlier = norms[norms.length - 1 - PATIENCE];
      if (earlier !== undefined && norm > earlier * (1 - LEAST_REDUCTION)) return;
    }
  }

  /** Large powers look at the largest errors only: samples are needed where these are. */
  private takeWorst(): void {
    const { parameters } = this.minimiser;
    const outputs = this.layers[this.layers.length - 1].units;
    const count = Math.ceil((this.base.values.length / outputs) * EXCHANGED_SHARE);
    this.fitted = this.exchange.withWorst(this.base, parameters, count);
    this.minimiser = new LevenbergMarquardt(networkResiduals(this.layers, this.fitted), parameters);
  }

  private keepBest(exponent: number): void {
    const error = this.measure(this.minimiser.parameters);
    if (!(error.maximumError < this.best.maximumError)) return;
    this.best = error;
    this.exponent = exponent;
    this.parameters.set(this.minimiser.parameters);
  }
}

/** The best of the start, the rounded search and the rounded search with its last layer fitted anew. */
function finished(layers: readonly Layer[], search: Search, measured: Samples, start: Float32Array): Refinement {
  const measure = errorMeter(layers, measured, "float32");
  const startError = measure(start);
  let best = { block: start, error: startError };
  const candidates = [Float32Array.from(search.parameters), roundParameters(layers, search.parameters, search.fitted, search.exponent)];
  for (const block of candidates) {
    const error = measure(block);
    if (error.maximumError < best.error.maximumError) best = { block, error };
  }
  return { ...best.error, parameters: unflatten(layers, best.block), start: startError, iterations: search.done };
}

function samplesOf(
  { source, architecture }: RefinementProblem,
  options: RefinementOptions,
  parameters: number,
): SampleSets {
  const { samples = defaultSamples(architecture.inputs, parameters) } = options;
  if (source.kind === "data") return { fitted: thinned(source.samples, architecture.inputs, samples), pool: source.samples, measured: source.samples };
  const { targets, domain } = source;
  const { measured = MEASURED_FACTOR * samples + 1 } = options;
  return {
    fitted: sampleTargets(targets, domain, samples, FITTED_START),
    pool: sampleTargets(targets, domain, POOL_FACTOR * samples + 1, POOL_START),
    measured: sampleTargets(targets, domain, measured, MEASURED_START),
  };
}

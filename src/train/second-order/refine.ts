// Refines the parameters of a small dense network: second-order steps on least squares, then on ever higher powers of the
// error so that the largest one shrinks, then rounding to float32. Chooses no start and looks at no clock.

import { FLOAT32_KERNEL } from "../gemm/scalar/float32-tiles.ts";
import type { Pausing } from "../pausing.ts";
import { unflatten, flatten, layersOf, parameterCount } from "./flat-layers.ts";
import type { Layer } from "./flat-layers.ts";
import { pausingErrorMeter } from "./measured-error.ts";
import { checkRefinable, DEFAULT_STAGES, defaultSamples } from "./refinement.ts";
import type { Refinement, RefinementOptions, RefinementProblem, RefinementReport } from "./refinement.ts";
import { roundParameters } from "./round-parameters.ts";
import { sampleTargets, thinned } from "./fixed-samples.ts";
import type { SampleSets } from "./refinement-search.ts";
import type { SearchState } from "./search-state.ts";
import { Search } from "./refinement-search.ts";

/** Different starts of the low-discrepancy sequences: what is measured was not minimised over. */
const FITTED_START = 0.5;
const POOL_FACTOR = 6;
const MEASURED_FACTOR = 4;
const POOL_START = 0.75;
const MEASURED_START = 0.25;

/**
 * Reports after every iteration, and pauses within them. Of all parameters passed through, those with the smallest maximum on the samples for
 * measuring, or of given ones the smallest root mean square, are rounded; where nothing was better than the start, the start is
 * returned.
 * The same problem and options give the same bits on every machine.
 *
 * @param resume goes on from the state of a refinement of the same problem and options.
 * @throws DiagnosticError: usage for a network of more than MAXIMUM_REFINED_PARAMETERS and for targets that are not finite at a
 * sample.
 */
export function* refine(
  problem: RefinementProblem,
  options: RefinementOptions = {},
  resume?: SearchState,
): Generator<RefinementReport | undefined, Refinement, void> {
  checkRefinable(problem.architecture);
  const layers = layersOf(problem.architecture);
  const samples = samplesOf(problem, options, parameterCount(layers));
  const { stages = DEFAULT_STAGES, dampingFloor } = options;
  const start = flatten(problem.parameters);
  yield;
  const search = yield* Search.from(layers, { stages, dampingFloor }, start, samples);
  yield;
  if (resume !== undefined) search.resume(resume);
  const iterations = stages.reduce((sum, stage) => sum + stage.iterations, 0);
  while (yield* search.iterate()) {
    yield {
      exponent: search.stageExponent,
      iteration: search.maximumErrors.length,
      iterations,
      norm: search.norm,
      maximumError: search.best.maximumError,
      parameters: () => unflatten(layers, search.parameters),
      state: () => search.state(),
    };
  }
  return yield* finished(layers, search, samples, Float32Array.from(start));
}

/** The best of the start, the rounded search and the rounded search with its last layer fitted anew. */
function* finished(layers: readonly Layer[], search: Search, { measured, criterion }: SampleSets, start: Float32Array): Pausing<Refinement> {
  const measure = pausingErrorMeter(layers, measured, FLOAT32_KERNEL);
  const startError = yield* measure(start);
  let best = { block: start, error: startError };
  const candidates = [Float32Array.from(search.parameters), yield* roundParameters(layers, search.parameters, search.fitted, search.exponent)];
  for (const block of candidates) {
    const error = yield* measure(block);
    if (error[criterion] < best.error[criterion]) best = { block, error };
  }
  return {
    ...best.error,
    parameters: unflatten(layers, best.block),
    start: startError,
    maximumErrors: Float64Array.from(search.maximumErrors),
  };
}

function samplesOf(
  { source, architecture }: RefinementProblem,
  options: RefinementOptions,
  parameters: number,
): SampleSets {
  const { samples = defaultSamples(architecture.inputs, parameters) } = options;
  if (source.kind === "samples") return { fitted: thinned(source.samples, architecture.inputs, samples), pool: source.samples, measured: source.measured, criterion: "rootMeanSquare" };
  const { targets, domain } = source;
  const { measured = MEASURED_FACTOR * samples + 1 } = options;
  return {
    fitted: sampleTargets(targets, domain, samples, FITTED_START),
    pool: sampleTargets(targets, domain, POOL_FACTOR * samples + 1, POOL_START),
    measured: sampleTargets(targets, domain, measured, MEASURED_START),
    criterion: "maximumError",
  };
}

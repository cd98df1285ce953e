// The iterations of a refinement, stage by stage, and the best parameters seen in float64. Rounds nothing and chooses no
// samples but the worst of a pool.

import { FLOAT64_KERNEL } from "../gemm/scalar/float64-tiles.ts";
import { Exchange } from "./exchange.ts";
import type { Layer } from "./flat-layers.ts";
import type { DampingFloor } from "./marquardt-minimiser.ts";
import { LevenbergMarquardt } from "./marquardt-minimiser.ts";
import type { SampleError } from "./measured-error.ts";
import { errorMeter, pausingErrorMeter } from "./measured-error.ts";
import { networkResiduals } from "./network-residuals.ts";
import type { RefinementOptions, RefinementStage } from "./refinement.ts";
import type { Pausing } from "../pausing.ts";
import type { Samples } from "./fixed-samples.ts";
import type { SearchState } from "./search-state.ts";

/** A stage ends where these many iterations together reduced its norm by less than a share: this one where it says none. */
const PATIENCE = 6;
const LEAST_REDUCTION = 1e-3;
/** Samples added where the error is largest, as a share of the others. */
const EXCHANGED_SHARE = 0.25;

export interface SampleSets {
  /** Minimised over. */
  readonly fitted: Samples;
  /** The worst of these too. */
  readonly pool: Samples;
  /** Where the error is measured. */
  readonly measured: Samples;
  /** What is to be small there: of noisy samples the largest error says little. */
  readonly criterion: keyof SampleError;
}

/** Its stages, and how they are damped. */
type SearchPlan = { readonly stages: readonly RefinementStage[] } & Pick<RefinementOptions, "dampingFloor">;

export class Search {
  best: SampleError;
  readonly parameters: Float64Array;
  /** The exponent that led to the best parameters, and the samples. */
  exponent = 2;
  fitted: Samples;
  /** After each iteration. */
  readonly maximumErrors: number[] = [];
  /** Of the last iteration. */
  norm = 0;
  private stage = -1;
  private stageStart: Float64Array;
  private stageEnded = true;
  private norms: number[] = [];
  private sinceBest = 0;
  private minimiser: LevenbergMarquardt;
  private readonly layers: readonly Layer[];
  private readonly stages: readonly RefinementStage[];
  private readonly floor: DampingFloor | undefined;
  private readonly base: Samples;
  private readonly exchange: Exchange;
  private readonly measure: (parameters: Float64Array) => SampleError;
  private readonly criterion: keyof SampleError;

  /** A search that begins at `start`. */
  static *from(layers: readonly Layer[], plan: SearchPlan, start: Float64Array, samples: SampleSets): Pausing<Search> {
    const best = yield* pausingErrorMeter(layers, samples.measured, FLOAT64_KERNEL)(start);
    yield;
    return new Search(layers, plan, start, samples, best);
  }

  private constructor(
    layers: readonly Layer[],
    { stages, dampingFloor }: SearchPlan,
    start: Float64Array,
    { fitted, pool, measured, criterion }: SampleSets,
    best: SampleError,
  ) {
    this.criterion = criterion;
    this.layers = layers;
    this.stages = stages;
    this.floor = dampingFloor === undefined ? undefined : { share: dampingFloor, ends: layers.map(({ biases, units }) => biases + units) };
    this.base = fitted;
    this.fitted = fitted;
    this.exchange = new Exchange(layers, pool);
    this.stageStart = Float64Array.from(start);
    this.minimiser = new LevenbergMarquardt(networkResiduals(layers, fitted), start, this.floor);
    this.measure = errorMeter(layers, measured, FLOAT64_KERNEL);
    this.parameters = Float64Array.from(start);
    this.best = best;
  }

  /** Copies. */
  state(): SearchState {
    return {
      stage: this.stage,
      stageStart: Float64Array.from(this.stageStart),
      norms: Float64Array.from(this.norms),
      stageEnded: this.stageEnded,
      minimiser: this.minimiser.state(),
      best: Float64Array.from(this.parameters),
      bestExponent: this.exponent,
      sinceBest: this.sinceBest,
      maximumErrors: Float64Array.from(this.maximumErrors),
    };
  }

  /** Goes on from a state of a search with the same arguments. */
  resume(state: SearchState): void {
    if (state.stage >= 0) this.enter(state.stage, state.stageStart);
    this.norms = [...state.norms];
    this.stageEnded = state.stageEnded;
    this.minimiser.resume(state.minimiser);
    this.parameters.set(state.best);
    this.exponent = state.bestExponent;
    this.sinceBest = state.sinceBest;
    this.best = this.measure(this.parameters);
    this.maximumErrors.push(...state.maximumErrors);
  }

  /** One iteration, of the next stage where one has ended; false where none is left. Where it pauses the state can be gone on from as well. */
  *iterate(): Pausing<boolean> {
    while (this.stageEnded || Math.max(0, this.norms.length - 1) >= this.stages[this.stage].iterations) {
      if (this.stage + 1 >= this.stages.length) return false;
      yield;
      this.enter(this.stage + 1, this.minimiser.parameters);
      yield;
    }
    const { accepted, norm, before, exhausted } = yield* this.minimiser.iteratePausing();
    this.sinceBest++;
    if (accepted) this.keepBest(this.stages[this.stage].exponent);
    if (this.norms.length === 0) this.norms.push(before);
    this.norms.push(norm);
    this.norm = norm;
    this.maximumErrors.push(Math.min(this.maximumErrors.at(-1) ?? Infinity, this.best.maximumError));
    const { leastReduction = LEAST_REDUCTION, patience = Infinity } = this.stages[this.stage];
    const earlier = this.norms[this.norms.length - 1 - PATIENCE];
    this.stageEnded = exhausted || this.sinceBest >= patience || (earlier !== undefined && norm > earlier * (1 - leastReduction));
    return true;
  }

  /** The exponent of the present stage. */
  get stageExponent(): number {
    return this.stages[this.stage].exponent;
  }

  private enter(stage: number, start: Float64Array): void {
    const { exponent } = this.stages[stage];
    this.stage = stage;
    this.stageStart = Float64Array.from(start);
    this.norms = [];
    this.sinceBest = 0;
    this.stageEnded = false;
    this.fitted = exponent > 2 ? this.withWorst(this.stageStart) : this.base;
    this.minimiser = new LevenbergMarquardt(networkResiduals(this.layers, this.fitted), this.stageStart, this.floor);
    this.minimiser.setExponent(exponent);
  }

  /** Large powers look at the largest errors only: samples are needed where these are. */
  private withWorst(parameters: Float64Array): Samples {
    const outputs = this.layers[this.layers.length - 1].units;
    const count = Math.ceil((this.base.values.length / outputs) * EXCHANGED_SHARE);
    return this.exchange.withWorst(this.base, parameters, count);
  }

  private keepBest(exponent: number): void {
    const error = this.measure(this.minimiser.parameters);
    if (!(error[this.criterion] < this.best[this.criterion])) return;
    this.best = error;
    this.sinceBest = 0;
    this.exponent = exponent;
    this.parameters.set(this.minimiser.parameters);
  }
}

// Constructs a network of one input and one output for a target by folding, without gradients. Chooses among its own
// results by measuring them in float32; says nothing about points it did not measure.

import { ordinalOfFloat32 } from "../../numeric/float32.ts";
import type { Pausing } from "../pausing.ts";
import type { FoldPlan } from "./arrange.ts";
import { arrange, chooseFoldedLayers } from "./arrange.ts";
import { bridged, bridgesOver, CLIFFS, JUMPS } from "./cliffs.ts";
import { fitFold } from "./fit-fold.ts";
import type { Float32Layer } from "./float32-layers.ts";
import { centredBest, measureError } from "./measure-networks.ts";
import { REALISATIONS, realise } from "./realise.ts";
import { sampleTarget } from "./sample-target.ts";
import { extentOf, limitSlope } from "./steep.ts";

export interface FoldingProblem {
  /** The target in float64, finite on the domain. */
  readonly evaluate: (x: number) => number;
  /** Ends of the domain, low < high; rounded to float32. */
  readonly low: number;
  readonly high: number;
  /** Units of each hidden layer. */
  readonly hidden: readonly number[];
  /** Of the hidden layers' leaky ReLU below zero; 0 for ReLU. Rounded to float32. */
  readonly slope: number;
  /** Of the leaky ReLU after the last layer; undefined if nothing stands there. */
  readonly outputSlope: number | undefined;
}

export interface FoldedNetwork {
  /** As in the architecture: one for each hidden layer, then one of one output. */
  readonly layers: readonly Float32Layer[];
  /** Knots, ascending, both ends of the domain included: breakpoints of the first layer, in units of the input. */
  readonly knots: Float64Array;
  /** Largest error of the function fitted, in float64, before any rounding; of the argument of the output activation. */
  readonly fittedError: number;
  /** Largest |network − target followed| measured, the network evaluated in float32, at some thousands of points. */
  readonly measuredError: number;
}

/** A network, and the function it was measured against. */
export interface FoldedTarget extends FoldedNetwork {
  /** The target, steep lines bridging its jumps if there are any: half a jump is lost there whatever is done. */
  readonly followed: (x: number) => number;
}

/** Slopes above this leave too little of a kink. */
const GREATEST_FOLDING_SLOPE = 0.9;

/** Errors of this part of the largest value are those of rounding. */
const FLOAT32_FLOOR = 2 ** -21;

/** The steepest slope ever tried, in ranges of the target per length of the domain. */
const STEEPEST = 2 ** 15;

/** A larger error than this part of the range means that a steep part was not followed … */
const GREATEST_LOSS = 2 ** -4;

/** … and if the largest error grows by no more than this, following all the rest is better. */
const WORTH_THE_REST = 1.125;

/** Below this, an output activation has no negative values worth the name. */
const LEAST_OUTPUT_SLOPE = 2 ** -10;

/** How often the steepest slope allowed is divided by four when rounding, not fitting, rules the error. */
const MOST_SLOPE_LIMITS = 8;

/**
 * The best network found by folding, or undefined where the method does not apply: no hidden layer, hidden slopes
 * outside [0, 0.9], or a target that is negative somewhere under an output activation that has no negative values (or
 * all but none).
 */
export function* constructFolding(problem: FoldingProblem): Pausing<FoldedTarget | undefined> {
  const { evaluate, hidden, outputSlope } = problem;
  const low = Math.fround(problem.low);
  const high = Math.fround(problem.high);
  const slope = Math.fround(problem.slope);
  if (hidden.length === 0 || !(slope >= 0 && slope <= GREATEST_FOLDING_SLOPE) || !(low < high)) return undefined;
  if (!Number.isFinite(Math.fround(high - low))) return undefined;
  const givesNegatives = outputSlope === undefined || outputSlope >= LEAST_OUTPUT_SLOPE;
  const beforeOutput = (value: number): number => (value < 0 && outputSlope !== undefined && givesNegatives ? value / Math.fround(outputSlope) : value);
  const sampled = yield* sampleTarget(evaluate, low, high);
  if (!givesNegatives && sampled.values.some((value) => value < 0)) return undefined;
  const follow = function* (followed: (x: number) => number): Pausing<FoldedTarget> {
    const network = yield* bestAttempt({ ...problem, evaluate: followed, low, high, slope }, (x) => beforeOutput(followed(x)));
    return { ...network, followed };
  };
  yield;
  const jumps = bridgesOver(evaluate, sampled, JUMPS);
  yield;
  const best = yield* follow(jumps.length > 0 ? bridged(evaluate, jumps) : evaluate);
  const cliffs = bridgesOver(evaluate, sampled, CLIFFS);
  yield;
  const { least, most } = extentOf(sampled);
  if (cliffs.length > 0 && !(best.measuredError <= (most - least) * GREATEST_LOSS)) {
    // What cannot be followed must not spoil the rest, as long as that costs little.
    const gentler = yield* follow(bridged(evaluate, cliffs));
    const error = yield* measureError(gentler.layers, { ...problem, evaluate: best.followed, low, high, slope }, gentler.knots);
    if (error <= best.measuredError * WORTH_THE_REST) return gentler;
  }
  return Number.isFinite(best.measuredError) ? best : undefined;
}

/** The best network for a target without jumps; `wanted` is the argument of the output activation. */
function* bestAttempt(problem: FoldingProblem, target: (x: number) => number): Pausing<FoldedNetwork> {
  const { low, high } = problem;
  const samples = yield* sampleTarget(target, low, high);
  yield;
  const { least, most, steepest } = extentOf(samples);
  const attempts = new Attempts(problem);
  const floor = Math.max(most, -least) * FLOAT32_FLOOR;
  const range = most - least;
  let limit = Math.min((range / (high - low)) * STEEPEST, steepest);
  let wanted = limit < steepest ? limitSlope(target, samples, limit) : target;
  let { network: best, bendsBothWays } = yield* attempts.attempt(wanted, false);
  let worseInARow = 0;
  for (let round = 0; round < MOST_SLOPE_LIMITS && (worseInARow < 2 || best.measuredError > range / 4); round++) {
    if (best.measuredError <= Math.max(3 * best.fittedError, floor)) break;
    limit /= 4;
    const gentler = limitSlope(target, samples, limit);
    yield;
    const found = yield* attempts.attempt(gentler, false);
    worseInARow = found.network.measuredError < best.measuredError ? 0 : worseInARow + 1;
    if (worseInARow === 0) [wanted, best, bendsBothWays] = [gentler, found.network, found.bendsBothWays];
  }
  const candidates = [best];
  if (best.measuredError > floor && bendsBothWays) candidates.push((yield* attempts.attempt(wanted, true)).network);
  // A target that bends more often than folds can: nothing fitted may be as good as a constant.
  if (best.measuredError > range / 2) candidates.push((yield* attempts.attempt(() => least + range / 2, false)).network);
  return candidates.reduce((one, other) => (other.measuredError < one.measuredError ? other : one));
}

interface Attempt {
  readonly network: FoldedNetwork;
  /** Only then does fitting more thoroughly help. */
  readonly bendsBothWays: boolean;
}

/** Constructs networks for functions that stand in for the target of one problem. */
class Attempts {
  readonly #problem: FoldingProblem;
  readonly #plan: FoldPlan;

  constructor(problem: FoldingProblem) {
    this.#problem = problem;
    this.#plan = chooseFoldedLayers(problem.hidden, ordinalOfFloat32(problem.high) - ordinalOfFloat32(problem.low));
  }

  /**
   * Fits `wanted`, the argument of the output activation, and takes the way of rounding that comes nearest to the
   * target.
   */
  *attempt(wanted: (x: number) => number, thorough: boolean): Pausing<Attempt> {
    const problem = this.#problem;
    const { low, high, hidden, slope } = problem;
    const plan = this.#plan;
    // Layers before the folded ones pass x − low on.
    const origin = plan.index === 0 ? 0 : low;
    const target = origin === 0 ? wanted : (x: number): number => wanted(Math.min(high, x + origin));
    const samples = yield* sampleTarget(target, low - origin, Math.fround(high - origin));
    const { fold, worst } = yield* fitFold({ target, samples, intervals: plan.intervals, folds: plan.folds, thorough });
    const knots = fold.knots.map((knot) => knot + origin);
    yield;
    const candidates: (readonly Float32Layer[])[] = [];
    for (const realisation of REALISATIONS) {
      const folded = realise(fold, { ...realisation, first: plan.first, second: plan.second, slope });
      candidates.push(arrange(folded, plan, hidden, low, fold.values));
      yield;
    }
    const { layers, error } = yield* centredBest(candidates, problem, knots);
    const bendsBothWays = fold.signs.includes(1) && fold.signs.includes(-1);
    return { network: { layers, knots, fittedError: worst, measuredError: error }, bendsBothWays };
  }
}

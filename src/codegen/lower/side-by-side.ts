// Emits sums for results side by side: several steps a turn, at all places of a row or a part of one, so that what is read of a constant is read once
// for all of them. The order of every sum is that of the reduction, and with it every bit.

import type { Factor } from "../../network/reduction.ts";
import type { ProgramBuilder } from "../../program/builder.ts";
import { add, addIndex, constantIndex, load, multiply } from "../../program/expression.ts";
import type { BufferId, Expression, Index } from "../../program/program.ts";
import { mergedSteps } from "./merged-steps.ts";
import { isFusedSum, withTerm } from "./multiply-adds.ts";
import { forEachPlace, type Places } from "./places.ts";
import { beginningOf, depthAlongOneAxis, finished, forEachBlock, forEachStep, startOf, weighted, zeroOf, type ReduceSite } from "./reduce.ts";

/** Where results side by side are added up: the one at place p and position j of the last axis at base + distance·p + j. */
export interface Accumulators {
  readonly buffer: BufferId;
  readonly base: Index;
  readonly distance: number;
}

/**
 * Whether results along the last axis can be added up side by side: a sum of two factors, one of which is the same for all of
 * them, over one axis or, in one block, over several; there both may be another one for each result.
 */
export function isSideBySide({ reduction, shape }: Pick<ReduceSite, "reduction" | "shape">, dependsOnLast: (factor: Factor) => boolean): boolean {
  const { combine, factors, block, chains } = reduction;
  if (combine !== "add" || factors.length !== 2 || chains > 1 || (shape.at(-1) ?? 1) === 1) return false;
  const dependent = factors.filter(dependsOnLast).length;
  if (depthAlongOneAxis(reduction) !== undefined) return dependent === 1 || (dependent === 2 && block === undefined);
  return block === undefined && dependent > 0;
}

/** How results side by side are added up. */
export interface SideBySide {
  readonly stepsAtOnce: number;
  readonly placesInTurn: number;
  readonly dependsOnLast: (factor: Factor) => boolean;
  readonly accumulators: Accumulators;
  /** Declares working memory of as many elements. */
  readonly fresh: () => Accumulators;
}

/**
 * Sums for all results along the last axis, at the other axes' indices of each of `places`: emits the loops that leave them in
 * `accumulators` and gives, of a place, what is left of the element at an index of the last axis.
 */
export function emitSideBySide(
  builder: ProgramBuilder,
  site: ReduceSite,
  places: Places,
  { stepsAtOnce, placesInTurn, dependsOnLast, accumulators, fresh }: SideBySide,
): (place: Index, last: Index) => Expression {
  const { reduction, shape } = site;
  const { extents, at: stepsAt } = mergedSteps(site);
  const [outer, depth] = [extents.slice(0, -1), extents[extents.length - 1]];
  const count = shape[shape.length - 1];
  const { block = depth, scale } = reduction;
  const forEach = (emit: (place: Index, j: Index) => void): void => {
    forEachPlace(builder, places, (place) => builder.for(site.last, count, (j) => emit(place, j)));
  };
  const store = ({ buffer, base, distance }: Accumulators, place: Index, j: Index, value: Expression): void =>
    builder.store(buffer, addIndex(addIndex(base, place, distance), j), value);
  const chains = (target: Accumulators, first: Index, steps: number): void => {
    const clear = (place: Index, j: Index): void => store(target, place, j, beginningOf(builder, site, [...places.at(place), j]));
    // Zeros that lie side by side need one loop.
    if (site.beyond === undefined && target.distance === count) builder.for(site.last, places.count * count, (j) => clear(constantIndex(0), j));
    else forEach(clear);
    const most = stepsOfTurn(steps, stepsAtOnce, places);
    const whole = steps - (steps % most);
    forEachStep(builder, outer, (before) => {
      const turn = (from: Index, taken: number): void => {
        const steps = Array.from({ length: taken }, (_, step) => stepsAt([...before, addIndex(from, constantIndex(step))]));
        emitTurn(builder, site, places, { target, steps, dependsOnLast, placesAtOnce: placesOfTurn(places, placesInTurn) });
      };
      if (whole > 0) builder.for("k", whole, (k) => turn(addIndex(first, k), most), most);
      if (whole < steps) turn(addIndex(first, constantIndex(whole)), steps - whole);
    });
  };
  if (depth <= block) {
    chains(accumulators, constantIndex(0), depth);
    return (place, last) => finished(site, [...places.at(place), last], weighted(at(accumulators, place, last), scale));
  }
  const sums = fresh();
  forEach((place, j) => store(accumulators, place, j, startOf(site, [...places.at(place), j]) ?? zeroOf(site)));
  forEachBlock(builder, depth, block, (first, steps) => {
    chains(sums, first, steps);
    forEach((place, j) => store(accumulators, place, j, add(at(accumulators, place, j), weighted(at(sums, place, j), scale))));
  });
  return (place, last) => at(accumulators, place, last);
}

/** One step more or less leaves no rest, which at several places is another loop over all of them. */
function stepsOfTurn(steps: number, stepsAtOnce: number, { count }: Places): number {
  const near = count === 1 ? [] : [stepsAtOnce, stepsAtOnce + 1, stepsAtOnce - 1];
  return near.find((some) => steps % some === 0) ?? stepsAtOnce;
}

/** As many places as are wanted or nearly so, where that leaves none. */
function placesOfTurn({ count }: Places, placesInTurn: number): number {
  const near = placesInTurn === 1 ? [] : [placesInTurn, placesInTurn + 1, placesInTurn - 1, placesInTurn - 2];
  return near.find((some) => some > 0 && count % some === 0) ?? 1;
}

interface Turn {
  readonly target: Accumulators;
  /** Along every reduced axis. */
  readonly steps: readonly (readonly Index[])[];
  readonly dependsOnLast: (factor: Factor) => boolean;
  /** Places that are written out: what depends on the results alone is read once for all of them. */
  readonly placesAtOnce: number;
}

/** Some steps for all results of some places: what the steps of a place have in common is read once, each sum is loaded and stored once. */
function emitTurn(builder: ProgramBuilder, site: ReduceSite, places: Places, turn: Turn): void {
  const { reduction, shape, scalar, last, read, multiplyAdds } = site;
  const { target, steps, dependsOnLast, placesAtOnce } = turn;
  const readFactor = ({ argument, at: placeOf }: Factor, leading: readonly Index[], j: Index, step: readonly Index[]): Expression =>
    read(argument, placeOf([...leading, j], step));
  const same = reduction.factors.find((factor) => !dependsOnLast(factor));
  const numbered = (name: string, number: number): string => (placesAtOnce === 1 ? name : `${name}${number}`);
  const named = (name: string, place: number, number: number): string => (placesAtOnce === 1 ? `${name}${number}` : `${name}${place}_${number}`);
  const readCommon = (place: Index, number: number): readonly Expression[] =>
    same === undefined ? [] : steps.map((step, position) => builder.let(named("x", number, position), readFactor(same, places.at(place), constantIndex(0), step)));
  builder.for("p", places.count, (first) => {
    const together = Array.from({ length: placesAtOnce }, (_, number) => addIndex(first, constantIndex(number)));
    const common = together.map(readCommon);
    builder.for(last, shape[shape.length - 1], (j) => {
      together.forEach((place, number) => {
        const sum = builder.variable(numbered("sum", number), at(target, place, j));
        const factorsAt = (step: readonly Index[], position: number): readonly Expression[] =>
          reduction.factors.map((factor) => (factor === same ? common[number][position] : readFactor(factor, places.at(place), j, step)));
        if (isFusedSum(reduction, multiplyAdds, scalar)) {
          steps.forEach((step, position) => sum.set(withTerm(sum.read, factorsAt(step, position), multiplyAdds, scalar)));
        } else {
          const products = steps.map((step, position) => {
            const [left, right] = factorsAt(step, position);
            return builder.let(steps.length === 1 ? numbered("product", number) : named("product", number, position), multiply(left, right));
          });
          for (const product of products) sum.set(add(sum.read, product));
        }
        builder.store(target.buffer, addIndex(addIndex(target.base, place, target.distance), j), sum.read);
      });
    });
  }, placesAtOnce);
}

function at({ buffer, base, distance }: Accumulators, place: Index, index: Index): Expression {
  return load(buffer, addIndex(addIndex(base, place, distance), index));
}

// Emits sums of integer products: several results at once, each in a variable, over elements that lie side by side in both factors. The order of such sums is
// free, and what they come to at the most is proved.

import type { Factor, Reduction } from "../../network/reduction.ts";
import type { ProgramBuilder } from "../../program/builder.ts";
import { add, addIndex, constantIndex, constantOf, load, multiply } from "../../program/expression.ts";
import type { Expression, Index } from "../../program/program.ts";
import { mergedSteps, type Steps } from "./merged-steps.ts";
import { forEachPlace, type Places } from "./places.ts";
import { finished, type ReduceSite } from "./reduce.ts";
import type { Accumulators } from "./side-by-side.ts";

interface Context {
  readonly resultsAtOnce: number;
  readonly dependsOnLast: (factor: Factor) => boolean;
  readonly accumulators: Accumulators;
}

/** The sums of all results along the last axis, left in `accumulators`; what is left of each is an expression. */
export function emitDotProducts(builder: ProgramBuilder, site: ReduceSite, places: Places, context: Context): (place: Index, last: Index) => Expression {
  const { shape, last } = site;
  const { accumulators: { buffer, base, distance }, resultsAtOnce } = context;
  const count = shape[shape.length - 1];
  const steps = mergedSteps(site);
  const whole = count - (count % resultsAtOnce);
  forEachPlace(builder, places, (place) => {
    const some = (from: Index, taken: number): void => {
      const results = Array.from({ length: taken }, (_, result) => addIndex(from, constantIndex(result)));
      const sums = emitSums(builder, site, results.map((result) => [...places.at(place), result]), steps, context.dependsOnLast);
      results.forEach((result, position) => builder.store(buffer, addIndex(addIndex(base, place, distance), result), sums[position]));
    };
    if (whole > 0) builder.for(last, whole, (from) => some(from, resultsAtOnce), resultsAtOnce);
    if (whole < count) some(constantIndex(whole), count - whole);
  });
  return (place, result) => finished(site, [...places.at(place), result], load(buffer, addIndex(addIndex(base, place, distance), result)));
}

/** One result, with its start. */
export function emitDotProduct(builder: ProgramBuilder, site: ReduceSite, indices: readonly Index[]): Expression {
  const [sum] = emitSums(builder, site, [indices], mergedSteps(site), () => true);
  return finished(site, indices, sum);
}

/** The sums for some places, which have in common what does not depend on the last axis. */
function emitSums(
  builder: ProgramBuilder,
  site: ReduceSite,
  places: readonly (readonly Index[])[],
  steps: Steps,
  dependsOnLast: (factor: Factor) => boolean,
): readonly Expression[] {
  const { read, scalar, range, beyond } = site;
  const sums = places.map((_, place) => builder.variable(places.length === 1 ? "sum" : `sum${place}`, constantOf(scalar, 0), range));
  const emit = ({ factors }: Reduction, step: readonly Index[], constants: readonly Expression[] = []): void => {
    const shared = factors.map((factor) => (dependsOnLast(factor) ? undefined : builder.atom(read(factor.argument, factor.at(places[0], step)))));
    sums.forEach((sum, place) => {
      const named = (name: string): string => (places.length === 1 ? name : `${name}${place}`);
      const own = factors.map(({ argument, at: placeOf }, position) => {
        return shared[position] ?? builder.named(named("factor"), read(argument, placeOf(places[place], step)));
      });
      const [first, second] = [...own, ...constants];
      sum.set(add(sum.read, multiply(first, second, named("product"))));
    });
  };
  if (beyond !== undefined) {
    const { blocks, fill } = beyond;
    for (const block of blocks) forEachStep(builder, mergedSteps({ ...site, reduction: block }), (step) => emit(block, step, [fill]));
  }
  forEachStep(builder, steps, (step) => emit(site.reduction, step));
  return sums.map((sum) => sum.read);
}

/** Emits the loops, and in them what is emitted of a step along every axis. */
function forEachStep(builder: ProgramBuilder, { extents, at }: Steps, emit: (step: readonly Index[]) => void, taken: readonly Index[] = []): void {
  const extent = extents[taken.length];
  if (extent === undefined) emit(at(taken));
  else builder.for("k", extent, (step) => forEachStep(builder, { extents, at }, emit, [...taken, step]));
}

// Loops over the places of a result whose channels are computed side by side, several of them at once. Knows no values.

import { axesRead } from "../../network/reduction.ts";
import type { Shape } from "../../network/shape.ts";
import type { ProgramBuilder } from "../../program/builder.ts";
import { addIndex, constantIndex } from "../../program/expression.ts";
import type { Index } from "../../program/program.ts";
import { forEachElement } from "./copy-elements.ts";
import { placesTogether, type Layout } from "./layout.ts";
import { isSameRun, type Run } from "./peel-frames.ts";
import type { ReduceSite } from "./reduce.ts";

/** Some places, one after the other along an axis. */
export interface Places {
  readonly count: number;
  /** The indices of one of them along the axes before the last one. */
  readonly at: (place: Index) => readonly Index[];
}

export function forEachPlace(builder: ProgramBuilder, { count }: Places, emit: (place: Index) => void): void {
  builder.for("p", count, emit);
}

/** A part of a result: along each axis some indices. */
interface Part {
  readonly places: readonly Run[];
}

/**
 * Emits the parts of a result. Where each place is by itself, parts that differ along later axes alone are in one loop over the earlier ones, so that
 * results come in the order of the array. `emit` is given the indices along the axes of that loop.
 */
export function forEachPart<P extends Part & { readonly placesAtOnce: number }>(
  builder: ProgramBuilder,
  parts: readonly P[],
  emit: (part: P, before: readonly Index[]) => void,
): void {
  const [first] = parts;
  const isAlike = (one: P, axis: number): boolean => isSameRun(one.places[axis], first.places[axis]);
  const divided = first.places.findLastIndex((_, axis) => !parts.every((one) => isAlike(one, axis)));
  const isApart = parts.every(({ placesAtOnce }) => placesAtOnce === 1);
  const axes = isApart && divided > 0 ? divided : 0;
  for (let next = 0; next < parts.length; ) {
    const { places } = parts[next];
    const together = parts.slice(next).filter((one) => one.places.slice(0, axes).every((run, axis) => isSameRun(run, places[axis])));
    const around = places.slice(0, axes);
    forEachElement(builder, around.map(({ count }) => count), (indices) => {
      const before = indices.map((index, axis) => addIndex(constantIndex(around[axis].first), index));
      for (const part of axes === 0 ? [parts[next]] : together) emit(part, before);
    });
    next += axes === 0 ? 1 : together.length;
  }
}

/** How many places of a part of a result are computed in one loop: several where something is read once for all of them, as weights are. */
export function placesInOneLoop(sums: readonly { readonly site: Pick<ReduceSite, "reduction" | "shape"> }[], runs: readonly Run[], layout: Layout): number {
  const axis = groupedAxis(runs.map(({ count }) => count));
  const isShared = sums.every(({ site: { reduction: { factors, over }, shape } }) =>
    factors.some((factor) => !axesRead(factor, shape.length, over.length).has(axis)),
  );
  if (axis < 0 || sums.length === 0 || !isShared) return 1;
  const [{ site: { shape } }] = sums;
  return placesTogether(runs[axis].count, shape[shape.length - 1], layout);
}

/** Loops over runs of indices, several of the last axis that has any at once: what is left of it at the end. */
export function forEachPlaces(
  builder: ProgramBuilder,
  runs: readonly Run[],
  placesAtOnce: number,
  emit: (places: Places) => void,
): void {
  const moved = (indices: readonly Index[]): readonly Index[] => indices.map((index, axis) => addIndex(constantIndex(runs[axis].first), index));
  const shape = runs.map(({ count }) => count);
  const axis = groupedAxis(shape);
  if (placesAtOnce === 1 || axis < 0) {
    forEachElement(builder, shape, (indices) => emit({ count: 1, at: () => moved(indices) }));
    return;
  }
  const behind = shape.slice(axis + 1).map(() => constantIndex(0));
  forEachElement(builder, shape.slice(0, axis), (before) => {
    const group = (first: Index, count: number): void =>
      emit({ count, at: (place) => moved([...before, addIndex(first, place), ...behind]) });
    const whole = shape[axis] - (shape[axis] % placesAtOnce);
    builder.for("i", whole, (first) => group(first, placesAtOnce), placesAtOnce);
    if (whole < shape[axis]) group(constantIndex(whole), shape[axis] - whole);
  });
}

/** The last axis along which there are several indices; -1 where there is none. */
function groupedAxis(shape: Shape): number {
  return shape.findLastIndex((extent) => extent > 1);
}

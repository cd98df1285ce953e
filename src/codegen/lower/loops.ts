// Emits the loops over the elements of an array: one after the other, in parts, or several places at once. Knows no values.

import type { Shape } from "../../network/shape.ts";
import type { ProgramBuilder } from "../../program/builder.ts";
import { addIndex, constantIndex } from "../../program/expression.ts";
import type { Index } from "../../program/program.ts";
import type { Run } from "./peel-frames.ts";

/** Loops over all indices of a shape, the last axis innermost. */
export function forEachElement(builder: ProgramBuilder, shape: Shape, emit: (indices: readonly Index[]) => void, indices: readonly Index[] = []): void {
  const extent = shape[indices.length];
  if (extent === undefined) {
    emit(indices);
    return;
  }
  const name = indices.length === shape.length - 1 ? nameOfLast(shape) : "i";
  builder.for(name, extent, (index) => forEachElement(builder, shape, emit, [...indices, index]));
}

/** Loops over runs of indices, several of the last axis that has any at once: what is left of it at the end. */
export function forEachPlaces(builder: ProgramBuilder, runs: readonly Run[], placesAtOnce: number, emit: (places: readonly (readonly Index[])[]) => void): void {
  const moved = (indices: readonly Index[]): readonly Index[] => indices.map((index, axis) => addIndex(constantIndex(runs[axis].first), index));
  const shape = runs.map(({ count }) => count);
  const axis = groupedAxis(shape);
  if (placesAtOnce === 1 || axis < 0) {
    forEachElement(builder, shape, (indices) => emit([moved(indices)]));
    return;
  }
  const behind = shape.slice(axis + 1).map(() => constantIndex(0));
  forEachElement(builder, shape.slice(0, axis), (before) => {
    const group = (first: Index, count: number): void =>
      emit(Array.from({ length: count }, (_, place) => moved([...before, addIndex(first, constantIndex(place)), ...behind])));
    const whole = shape[axis] - (shape[axis] % placesAtOnce);
    builder.for("i", whole, (first) => group(first, placesAtOnce), placesAtOnce);
    if (whole < shape[axis]) group(constantIndex(whole), shape[axis] - whole);
  });
}

/** The last axis along which there are several indices; -1 where there is none. */
export function groupedAxis(shape: Shape): number {
  return shape.findLastIndex((extent) => extent > 1);
}

/** Of the indices of an array: i alone, i and j of a matrix. */
export function nameOfLast(shape: Shape): "i" | "j" {
  return shape.slice(0, -1).every((extent) => extent === 1) ? "i" : "j";
}

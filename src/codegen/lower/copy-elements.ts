// Loops over the elements of arrays.

import type { Shape } from "../../network/shape.ts";
import type { ProgramBuilder } from "../../program/builder.ts";
import type { Index } from "../../program/program.ts";

/** Emits a loop for each axis; `emit` is given the indices. */
export function forEachElement(builder: ProgramBuilder, shape: Shape, emit: (indices: readonly Index[]) => void, indices: readonly Index[] = []): void {
  const extent = shape[indices.length];
  if (extent === undefined) {
    emit(indices);
    return;
  }
  const name = indices.length === shape.length - 1 ? nameOfLast(shape) : "i";
  builder.for(name, extent, (index) => forEachElement(builder, shape, emit, [...indices, index]));
}

/** Of the indices of an array: i alone, i and j of a matrix. */
export function nameOfLast(shape: Shape): "i" | "j" {
  return shape.slice(0, -1).every((extent) => extent === 1) ? "i" : "j";
}

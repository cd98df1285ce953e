// Loops over the elements of arrays, and the copy of one to where another is.

import { elementCount, type Shape } from "../../network/shape.ts";
import type { ProgramBuilder } from "../../program/builder.ts";
import type { Index } from "../../program/program.ts";
import { placeAt, readAt, reshaped, type Buffered, type Storage } from "./storage.ts";

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

/** Every element of an array of that shape, in one loop where both are in order. */
export function copyElements(builder: ProgramBuilder, shape: Shape, from: Storage, to: Buffered): void {
  const flat = [elementCount(shape)];
  const [source, target] = [reshaped(from, shape, flat), reshaped(to, shape, flat)];
  if (source !== undefined && target?.kind === "buffer") {
    builder.for("i", flat[0], (i) => builder.store(target.buffer, placeAt(target, [i]), readAt(source, [i])));
  } else {
    forEachElement(builder, shape, (indices) => builder.store(to.buffer, placeAt(to, indices), readAt(from, indices)));
  }
}

// The shapes of arrays.

/** Extents of the axes, row-major; [] is a scalar. Every extent is at least 1. */
export type Shape = readonly number[];

/** Number of elements of an array of this shape. */
export function elementCount(shape: Shape): number {
  return shape.reduce((count, extent) => count * extent, 1);
}

/** `[1, 16]`. */
export function showShape(shape: Shape): string {
  return `[${shape.join(", ")}]`;
}

/** Why arguments cannot be taken. */
export interface ShapeProblem {
  readonly problem: string;
}

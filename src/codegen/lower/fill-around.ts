// Fills what an array has around its arguments, as a frame around an image: run by run of neighbours, once all else is computed, so that the array
// may lie over what its arguments were computed from. Where that would be many loops, the whole array is filled first. Places no arguments.

import { valueOf, type Network } from "../../network/network.ts";
import type { ValueId } from "../../network/op.ts";
import { elementCount, type Shape } from "../../network/shape.ts";
import type { ProgramBuilder } from "../../program/builder.ts";
import { addIndex, constantIndex, constantOf } from "../../program/expression.ts";
import type { Expression, Index } from "../../program/program.ts";
import { forEachElement } from "./copy-elements.ts";
import { regionOf } from "./homes.ts";
import { placeAt, reshaped, type Buffered } from "./storage.ts";

/** Loops that are worth it: a frame of rows has one above, one between and one below them. */
const MOST_LOOPS = 3;

/** `turns` runs of `length` elements, the first one at `first`, each `distance` behind the one before. */
interface Runs {
  readonly first: number;
  readonly length: number;
  readonly distance: number;
  readonly turns: number;
}

export interface Filling {
  readonly shape: Shape;
  readonly element: Expression;
  /** Elements in order that are no argument's; undefined where they are many runs. */
  readonly runs: readonly Runs[] | undefined;
}

/** Of a value that is placed. */
export function fillingOf(network: Network, id: ValueId): Filling {
  const { shape, scalar, ...value } = valueOf(network, id);
  if (value.kind !== "operation" || value.op.computation.kind !== "place") throw new Error("only what is placed is filled");
  const element = constantOf(scalar, value.op.computation.fill(value.attributes));
  const sizes = value.arguments.map((argument) => elementCount(valueOf(network, argument).shape));
  if (sizes.reduce((sum, size) => sum + size, 0) === elementCount(shape)) return { shape, element, runs: [] };
  const covered = new Uint8Array(elementCount(shape));
  value.arguments.forEach((argument, position) => {
    const region = regionOf(network, { place: id, argument: position }, 0);
    if (region.kind === "buffer") cover(covered, valueOf(network, argument).shape, region.strides, region.offset.constant);
  });
  return { shape, element, runs: runsOf(covered) };
}

/** Before any argument is there. */
export function fillFirst(builder: ProgramBuilder, { shape, element, runs }: Filling, storage: Buffered): void {
  if (runs !== undefined && inOrder(storage, shape) !== undefined) return;
  forEachElement(builder, shape, (indices) => builder.store(storage.buffer, placeAt(storage, indices), element));
}

/** When all arguments are there. */
export function fillLast(builder: ProgramBuilder, { shape, element, runs = [] }: Filling, storage: Buffered): void {
  const flat = inOrder(storage, shape);
  if (flat === undefined) return;
  const forEach = (count: number, emit: (index: Index) => void): void => (count === 1 ? emit(constantIndex(0)) : builder.for("i", count, emit));
  for (const { first, length, distance, turns } of runs) {
    forEach(turns, (turn) => {
      forEach(length, (i) => builder.store(flat.buffer, placeAt(flat, [addIndex(addIndex(constantIndex(first), turn, distance), i)]), element));
    });
  }
}

/** The elements of a storage one after the other; undefined where they lie otherwise. */
function inOrder(storage: Buffered, shape: Shape): Buffered | undefined {
  const flat = reshaped(storage, shape, [elementCount(shape)]);
  return flat?.kind === "buffer" ? flat : undefined;
}

function cover(covered: Uint8Array, shape: Shape, strides: readonly number[], place: number, axis = 0): void {
  if (axis === shape.length) covered[place] = 1;
  else for (let index = 0; index < shape[axis]; index++) cover(covered, shape, strides, place + index * strides[axis], axis + 1);
}

function runsOf(covered: Uint8Array): readonly Runs[] | undefined {
  const runs: Runs[] = [];
  for (let first = covered.indexOf(0); first >= 0; ) {
    const end = covered.indexOf(1, first);
    const length = (end < 0 ? covered.length : end) - first;
    const last = runs.at(-1);
    const distance = last === undefined ? 0 : first - (last.first + (last.turns - 1) * last.distance);
    if (last?.length === length && (last.turns === 1 || last.distance === distance)) runs[runs.length - 1] = { ...last, distance, turns: last.turns + 1 };
    else runs.push({ first, length, distance: 0, turns: 1 });
    if (runs.length > MOST_LOOPS) return undefined;
    first = end < 0 ? end : covered.indexOf(0, end);
  }
  return runs;
}

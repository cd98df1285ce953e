// Plans sums, maxima and minima of one value's elements: over rows, over columns, over everything or over any axes, each one chain
// in row-major order.

import { type OperationValue } from "../../../network/network.ts";
import { elementCount } from "../../../network/shape.ts";
import { type ValueId } from "../../../network/op.ts";
import type { Reduction } from "../../../network/reduction.ts";
import { add, constant, multiply } from "../../../program/expression.ts";
import type { PanelMatrix } from "../../gemm/panel-matrix.ts";
import type { Planning } from "./planning.ts";

/** An axis of the elements that are summed: from one index to the next, `stride` elements of the argument, row-major. */
export interface SummedAxis {
  readonly extent: number;
  readonly stride: number;
}

/** A sum, maximum or minimum of elements of an argument: over some axes, for each index along the others, which are those of the result. */
export interface SummedElements {
  readonly argument: ValueId;
  readonly over: readonly SummedAxis[];
  readonly kept: readonly SummedAxis[];
  readonly scale: number;
  readonly combine: Reduction["combine"];
  /** Of an extreme, where it does not begin with the first element. */
  readonly initial: number | undefined;
}

export function planSum(planning: Planning, value: OperationValue, id: ValueId, elements: SummedElements): void {
  const { argument, over, kept, scale, combine, initial } = elements;
  const { rows, columns } = planning.home(argument).form;
  const count = elementCount(value.shape);
  const depth = over.reduce((product, { extent }) => product * extent, 1);
  const last = value.shape.at(-1) ?? 1;
  // Every element of the argument once, in its order: the sums' terms one after the other, or one sum after the other.
  const isWhole = count * depth === rows * columns;
  const alongSteps = isWhole && areInOrder([...over, ...kept]);
  const alongRows = isWhole && areInOrder([...kept, ...over]);
  if (alongSteps && combine === "add" && depth === 1 && last === columns) {
    nothingSummed(planning, id, planning.usually(argument), scale);
  } else if (alongSteps && combine === "add" && count === 1) {
    const to = planning.place(id, "columns");
    finishSum(planning, id, to, planning.push({ kind: "sumAll", from: planning.usually(argument), to: to.start }), scale);
  } else if (alongSteps && count === columns && last === columns) {
    const to = planning.place(id, "columns");
    const from = planning.inMemory(argument, "columns");
    finishSum(planning, id, to, planning.push({ kind: "combineSteps", combine, initial, from, to: to.start }), scale);
  } else if (alongRows && count === rows && last === 1) {
    const from = planning.inMemory(argument, "rows");
    const to = { start: planning.memory.allocate(rows), length: 1, width: rows };
    const position = planning.push({ kind: "combineSteps", combine, initial, from, to: to.start });
    planning.written(id, "rows", to, scaleInPlace(planning, to, scale) ?? position);
  } else {
    const from = planning.gathered(argument, positionsOf([...over, ...kept]), depth, count);
    const sums = { start: planning.memory.allocate(count), length: 1, width: count };
    planning.push({ kind: "combineSteps", combine, initial, from, to: sums.start });
    scaleInPlace(planning, sums, scale);
    const across = planning.usualAcrossOf(id);
    const to = planning.place(id, across);
    planning.written(id, across, to, planning.pushGather(sums, to, Int32Array.from({ length: count }, (_, position) => position)));
  }
}

/** Whether walking the axes, the last one fastest, meets elements 0, 1, 2, …. */
function areInOrder(axes: readonly SummedAxis[]): boolean {
  let expected = 1;
  for (const { extent, stride } of axes.toReversed()) {
    if (extent > 1 && stride !== expected) return false;
    expected *= extent;
  }
  return true;
}

/** The elements met by walking the axes, the last one fastest. */
function positionsOf(axes: readonly SummedAxis[]): Int32Array {
  let positions = Int32Array.of(0);
  for (const { extent, stride } of axes) {
    const next = new Int32Array(positions.length * extent);
    positions.forEach((start, index) => {
      for (let step = 0; step < extent; step++) next[index * extent + step] = start + step * stride;
    });
    positions = next;
  }
  return positions;
}

function finishSum(planning: Planning, id: ValueId, to: PanelMatrix, position: number, scale: number): void {
  planning.written(id, "columns", to, scaleInPlace(planning, to, scale) ?? position);
}

/** Multiplies a sum by the scale, where it is not 1; the position of that operation. */
function scaleInPlace(planning: Planning, { start, length, width }: PanelMatrix, scale: number): number | undefined {
  if (scale === 1) return undefined;
  const position = planning.pushMap(length, width);
  planning.store(position, start, multiply(planning.operands.read("matrix", start), constant(Math.fround(scale))));
  return position;
}

/** Chains of one element: 0 + x is x, but +0 for −0. */
function nothingSummed(planning: Planning, id: ValueId, from: PanelMatrix, scale: number): void {
  const position = planning.pushMap(from.length, from.width);
  const sum = add(constant(0), planning.operands.read("matrix", from.start));
  planning.computed(id, position, scale === 1 ? sum : multiply(sum, constant(Math.fround(scale))));
}

// Plans sums of one value's elements: over rows, over columns, over everything or over any axes, each one chain in row-major order.

import { elementCount, type OperationValue, type Shape, type ValueId } from "../../../network/network.ts";
import { binary, constant } from "./lane-expression.ts";
import type { PanelMatrix } from "../../gemm/panel-matrix.ts";
import { matrixForm } from "./matrix-form.ts";
import type { Planning } from "./planning.ts";

/** A sum of elements of an argument: its term `step` for element i of the result is element terms[step·elements + i], row-major. */
export interface SummedElements {
  readonly argument: ValueId;
  readonly shape: Shape;
  readonly terms: Int32Array;
  readonly scale: number;
}

export function planSum(planning: Planning, value: OperationValue, id: ValueId, { argument, shape, terms, scale }: SummedElements): void {
  const { rows, columns } = matrixForm(shape);
  const kept = elementCount(value.shape);
  const depth = terms.length / kept;
  const areTerms = (of: (step: number, element: number) => number): boolean =>
    terms.every((term, position) => term === of(Math.floor(position / kept), position % kept));
  if (depth === 1 && kept === rows * columns && (value.shape.at(-1) ?? 1) === columns && areTerms((_, element) => element)) {
    nothingSummed(planning, id, planning.usually(argument), scale);
  } else if (kept === 1 && depth === rows * columns && areTerms((step) => step)) {
    const to = planning.place(id, "columns");
    finishSum(planning, id, to, planning.push({ kind: "sumAll", from: planning.usually(argument), to: to.start }), scale);
  } else if (kept === columns && depth === rows && (value.shape.at(-1) ?? 1) === columns && areTerms((step, element) => step * columns + element)) {
    const to = planning.place(id, "columns");
    finishSum(planning, id, to, planning.push({ kind: "sumSteps", from: planning.inMemory(argument, "columns"), to: to.start }), scale);
  } else if (kept === rows && depth === columns && (value.shape.at(-1) ?? 1) === 1 && areTerms((step, element) => element * columns + step)) {
    const from = planning.inMemory(argument, "rows");
    const to = { start: planning.memory.allocate(rows), length: 1, width: rows };
    const position = planning.push({ kind: "sumSteps", from, to: to.start });
    planning.written(id, "rows", to, scaleInPlace(planning, to, scale) ?? position);
  } else {
    const from = planning.gathered(argument, terms, depth, kept);
    const sums = { start: planning.memory.allocate(kept), length: 1, width: kept };
    planning.push({ kind: "sumSteps", from, to: sums.start });
    scaleInPlace(planning, sums, scale);
    const across = planning.usualAcrossOf(id);
    const to = planning.place(id, across);
    planning.written(id, across, to, planning.pushGather(sums, to, Int32Array.from({ length: kept }, (_, position) => position)));
  }
}

function finishSum(planning: Planning, id: ValueId, to: PanelMatrix, position: number, scale: number): void {
  planning.written(id, "columns", to, scaleInPlace(planning, to, scale) ?? position);
}

/** Multiplies a sum by the scale, where it is not 1; the position of that operation. */
function scaleInPlace(planning: Planning, { start, length, width }: PanelMatrix, scale: number): number | undefined {
  if (scale === 1) return undefined;
  const position = planning.pushMap(length, width);
  planning.store(position, start, binary("multiply", { kind: "operand", reach: "matrix", start }, constant(Math.fround(scale))));
  return position;
}

/** Chains of one element: 0 + x is x, but +0 for −0. */
function nothingSummed(planning: Planning, id: ValueId, from: PanelMatrix, scale: number): void {
  const position = planning.pushMap(from.length, from.width);
  const sum = binary("add", constant(0), { kind: "operand", reach: "matrix", start: from.start });
  planning.computed(id, position, scale === 1 ? sum : binary("multiply", sum, constant(Math.fround(scale))));
}

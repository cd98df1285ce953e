// Plans sum_to: sums over rows, over columns, over everything or over any axes, each a chain in the order the op defines.

import { elementCount, type OperationValue, type Shape, type ValueId } from "../../../network/network.ts";
import { broadcastMap } from "../broadcast-map.ts";
import { binary, constant } from "./lane-expression.ts";
import type { PanelMatrix } from "../../gemm/panel-matrix.ts";
import { matrixForm } from "./matrix-form.ts";
import type { Planning } from "./planning.ts";

export function planSum(planning: Planning, value: OperationValue, id: ValueId, shape: Shape): void {
  const [argument] = value.arguments;
  const { scale = 1 } = value.attributes;
  const { rows, columns } = matrixForm(shape);
  const kept = elementCount(value.shape);
  const last = value.shape.at(-1) ?? 1;
  if (kept === rows * columns && last === columns) {
    nothingSummed(planning, id, planning.usually(argument), scale);
  } else if (kept === 1) {
    const to = planning.place(id, "columns");
    finishSum(planning, id, to, planning.push({ kind: "sumAll", from: planning.usually(argument), to: to.start }), scale);
  } else if (kept === columns && last === columns) {
    const to = planning.place(id, "columns");
    finishSum(planning, id, to, planning.push({ kind: "sumSteps", from: planning.inMemory(argument, "columns"), to: to.start }), scale);
  } else if (kept === rows && last === 1 && shape.length === 2) {
    const from = planning.inMemory(argument, "rows");
    const to = { start: planning.memory.allocate(rows), length: 1, width: rows };
    const position = planning.push({ kind: "sumSteps", from, to: to.start });
    planning.written(id, "rows", to, scaleInPlace(planning, to, scale) ?? position);
  } else {
    planGatheredSum(planning, value, id, shape);
  }
}

/** Any other sum: its terms are gathered into a column, in the row-major order in which the op adds them. */
function planGatheredSum(planning: Planning, value: OperationValue, id: ValueId, shape: Shape): void {
  const [argument] = value.arguments;
  const kept = elementCount(value.shape);
  const sumOf = broadcastMap(value.shape, shape);
  const elements = new Int32Array(sumOf.length);
  const terms = new Int32Array(kept);
  sumOf.forEach((sum, element) => (elements[terms[sum]++ * kept + sum] = element));
  const from = planning.gathered(argument, elements, elements.length / kept, kept);
  const sums = { start: planning.memory.allocate(kept), length: 1, width: kept };
  planning.push({ kind: "sumSteps", from, to: sums.start });
  scaleInPlace(planning, sums, value.attributes.scale ?? 1);
  const across = planning.usualAcrossOf(id);
  const to = planning.place(id, across);
  const inOrder = Int32Array.from({ length: kept }, (_, position) => position);
  planning.written(id, across, to, planning.pushGather(sums, to, inOrder));
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

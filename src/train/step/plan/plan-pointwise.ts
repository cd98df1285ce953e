// Plans pointwise ops: in the registers of the operation that makes their last argument where that can be, else by an
// operation of their own.

import { valueOf, type OperationValue } from "../../../network/network.ts";
import { elementCount, type Shape } from "../../../network/shape.ts";
import { type ValueId } from "../../../network/op.ts";
import { sameShape } from "../../../network/broadcast.ts";
import type { Computation } from "../../../network/op.ts";
import { constant } from "../../../program/expression.ts";
import type { Expression } from "../../../program/program.ts";
import { broadcastMap } from "../broadcast-map.ts";
import { matrixForm, usualAcross, usualExtents } from "./matrix-form.ts";
import type { Planning } from "./planning.ts";
import { readyAfter } from "./value-home.ts";

type Pointwise = Extract<Computation, { readonly kind: "pointwise" }>;

export function planPointwise(planning: Planning, value: OperationValue, id: ValueId, computation: Pointwise): void {
  const form = matrixForm(value.shape);
  const last = Math.max(...value.arguments.map((argument) => readyAfter(planning.home(argument))));
  const joined = planning.isMapOf(last, form) ? operandsWithin(planning, value, last) : undefined;
  if (joined !== undefined) {
    planning.computed(id, last, computation.value(joined, value.attributes, joined.map(() => "f32")));
    return;
  }
  const operands = value.arguments.map((argument) => {
    const { shape } = valueOf(planning.step.network, argument);
    const direct = operandFor(planning, argument, value.shape, undefined);
    return direct ?? planning.spread(argument, broadcastMap(shape, value.shape), value.shape);
  });
  const { length, width } = usualExtents(form);
  const position = planning.pushMap(length, width);
  planning.computed(id, position, computation.value(operands, value.attributes, operands.map(() => "f32")));
}

/** All arguments as operands of the map at `position`, or undefined where one of them is not ready by then. */
function operandsWithin(planning: Planning, value: OperationValue, position: number): readonly Expression[] | undefined {
  const operands: Expression[] = [];
  for (const argument of value.arguments) {
    const operand = operandFor(planning, argument, value.shape, position);
    if (operand === undefined) return undefined;
    operands.push(operand);
  }
  return operands;
}

/**
 * A value as an operand of a map of `shape` with the usual axis across: at `position`, or, where that is undefined, of one
 * still to come. Undefined where it would take operations that come too late, or a broadcast no operand can express.
 */
export function operandFor(planning: Planning, id: ValueId, shape: Shape, position: number | undefined): Expression | undefined {
  const home = planning.home(id);
  if (home.constant !== undefined) return constant(home.constant);
  const own = valueOf(planning.step.network, id).shape;
  const isSame = sameShape(own, shape);
  if (home.computed?.operation === position && home.computed !== undefined) return isSame ? home.computed.expression : undefined;
  const size = elementCount(own);
  const isRow = size === (shape.at(-1) ?? 1) && size === (own.at(-1) ?? 1);
  const reach = isSame ? "matrix" : size === 1 ? "scalar" : isRow ? "row" : undefined;
  if (reach === undefined) return undefined;
  const stored = home.versions.get(usualAcross(home.form));
  const ready = stored?.operation ?? home.computed?.operation ?? Infinity;
  if (position !== undefined && ready >= position) return undefined;
  return planning.operands.read(reach, planning.usually(id).start);
}

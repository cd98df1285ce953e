// Plans a training step as a schedule: places for all values, the orientation of matrices, and pointwise ops computed in the
// registers of the operation that makes their last argument. Keeps the order of every summation that the ops define.

import { elementCount, valueOf, type OperationValue, type Shape, type ValueId } from "../../../network/network.ts";
import { sameShape } from "../../../network/broadcast.ts";
import type { View } from "../../../network/op.ts";
import { constantIndex, flatIndex } from "../../../program/expression.ts";
import type { UpdateRule } from "../../optimisers/update-rule.ts";
import type { TrainingStep } from "../build.ts";
import { planPointwise } from "./plan-pointwise.ts";
import { planReduce } from "./plan-reduce.ts";
import { planUpdate } from "./plan-update.ts";
import { Planning, type PlannedStep } from "./planning.ts";

/**
 * The schedule of one iteration: pack the inputs, compute loss and gradients, update the parameters. With one chain of
 * float32 roundings per sum, its values are, bit for bit, those of the step's network lowered to a Program.
 *
 * @param runs how many iterations there is room to queue inputs for.
 * @throws RangeError where an op of the step has no micro-operations: products that are none of matrices.
 */
export function planStep(step: TrainingStep, rule: UpdateRule, runs = 1): PlannedStep {
  const planning = new Planning(step, { stateCount: rule.stateCount, rateCount: rule.rates(1, 1).length }, runs);
  // Inputs are packed first, so that whatever comes later may read them.
  step.network.values.forEach((value, id) => {
    if (value.kind !== "operation") planning.declare(value, id);
  });
  step.network.values.forEach((value, id) => {
    if (value.kind === "operation") planOperation(planning, value, id);
  });
  const prediction = planning.usually(step.prediction);
  planning.push({ kind: "mean", from: planning.usually(step.lossTerms), to: planning.means });
  planUpdate(planning, rule);
  return planning.finish(prediction);
}

function planOperation(planning: Planning, value: OperationValue, id: ValueId): void {
  const { computation } = value.op;
  const shapes = value.arguments.map((argument) => valueOf(planning.step.network, argument).shape);
  switch (computation.kind) {
    case "pointwise":
      planPointwise(planning, value, id, computation);
      return;
    case "reshape":
      planReshape(planning, value, id, shapes[0]);
      return;
    case "view":
      planView(planning, value, id, shapes[0], computation);
      return;
    case "reduce":
      planReduce(planning, value, id, computation);
      return;
    case "place":
    case "expand":
      throw new RangeError(`${value.op.name} of shape [${value.shape.join(", ")}] cannot be compiled into a training step`);
  }
}

/** The same matrix under another name, or a copy where rows and columns change. */
function planReshape(planning: Planning, value: OperationValue, id: ValueId, shape: Shape): void {
  const [argument] = value.arguments;
  const { rows, columns } = planning.home(argument).form;
  const sameMatrix = columns === (value.shape.at(-1) ?? 1) && rows * columns === elementCount(value.shape);
  if (sameShape(shape, value.shape) || sameMatrix) planning.alias(id, argument);
  else planning.copyElements(id, argument, Int32Array.from({ length: elementCount(shape) }, (_, position) => position));
}

/** A copy of the elements, each from its place. */
function planView(planning: Planning, value: OperationValue, id: ValueId, shape: Shape, view: View): void {
  const elements = Int32Array.from({ length: elementCount(value.shape) }, (_, position) => {
    const indices = positionsOf(value.shape, position).map(constantIndex);
    return flatIndex(shape, view.source(indices, shape, value.attributes)).constant;
  });
  planning.copyElements(id, value.arguments[0], elements);
}

/** The index along each axis of the element at a row-major position. */
function positionsOf(shape: Shape, position: number): number[] {
  const indices = shape.map(() => 0);
  let rest = position;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    indices[axis] = rest % shape[axis];
    rest = Math.floor(rest / shape[axis]);
  }
  return indices;
}

// Plans a training step as a schedule: places for all values, the orientation of matrices, and pointwise ops computed in the
// registers of the operation that makes their last argument. Keeps the order of every summation that the ops define.

import { elementCount, valueOf, type OperationValue, type ValueId } from "../../../network/network.ts";
import { sameShape } from "../../../network/broadcast.ts";
import { gemm } from "../../../network/ops/gemm.ts";
import { matmul } from "../../../network/ops/matmul.ts";
import { sumTo } from "../../../network/ops/sum-to.ts";
import { writeOut, type UpdateRule } from "../../optimisers/update-rule.ts";
import type { TrainingStep } from "../build.ts";
import { planProduct } from "./plan-product.ts";
import { planPointwise } from "./plan-pointwise.ts";
import { planSum } from "./plan-sum.ts";
import { planUpdate } from "./plan-update.ts";
import { Planning, type PlannedStep } from "./planning.ts";

/**
 * The schedule of one iteration: pack the inputs, compute loss and gradients, update the parameters. With one chain of
 * float32 roundings per sum, its values are, bit for bit, those of the step's network lowered to a Program.
 *
 * @param runs how many iterations there is room to queue inputs for.
 * @throws RangeError where an op of the step has no micro-operations: products of more than two axes.
 */
export function planStep(step: TrainingStep, rule: UpdateRule, runs = 1): PlannedStep {
  const formula = writeOut(rule);
  const planning = new Planning(step, formula, runs);
  // Inputs are packed first, so that whatever comes later may read them.
  step.network.values.forEach((value, id) => {
    if (value.kind !== "operation") planning.declare(value, id);
  });
  step.network.values.forEach((value, id) => {
    if (value.kind === "operation") planOperation(planning, value, id);
  });
  const prediction = planning.usually(step.prediction);
  planning.push({ kind: "mean", from: planning.usually(step.lossTerms), to: planning.means });
  planUpdate(planning, formula);
  return planning.finish(prediction);
}

function planOperation(planning: Planning, value: OperationValue, id: ValueId): void {
  const { op } = value;
  const shapes = value.arguments.map((argument) => valueOf(planning.step.network, argument).shape);
  if (op === gemm || (op === matmul && shapes.every((shape) => shape.length === 2))) planProduct(planning, value, id);
  else if (op.name === sumTo(value.shape).name) planSum(planning, value, id, shapes[0]);
  else if (op.computation.kind === "pointwise") planPointwise(planning, value, id, op.computation);
  else if (op.computation.kind === "view") planView(planning, value, id, shapes[0]);
  else throw new RangeError(`${op.name} of shape [${value.shape.join(", ")}] cannot be compiled into a training step`);
}

/** The same matrix under another name, or a copy where rows and columns change. */
function planView(planning: Planning, value: OperationValue, id: ValueId, shape: readonly number[]): void {
  const [argument] = value.arguments;
  const { rows, columns } = planning.home(argument).form;
  const sameMatrix = columns === (value.shape.at(-1) ?? 1) && rows * columns === elementCount(value.shape);
  if (sameShape(shape, value.shape) || sameMatrix) planning.alias(id, argument);
  else planning.copyRowMajor(id, argument);
}

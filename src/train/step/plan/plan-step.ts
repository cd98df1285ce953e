// Plans a training step as a schedule: places for all values, the orientation of matrices, and pointwise ops computed in the
// registers of the operation that makes their last argument. Keeps the order of every summation that the ops define.

import type { OperationValue } from "../../../network/network.ts";
import type { ValueId } from "../../../network/op.ts";
import type { UpdateRule } from "../../optimisers/update-rule.ts";
import type { TrainingStep } from "../training-step.ts";
import { planPlace, planReshape, planView } from "./plan-movement.ts";
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
  switch (computation.kind) {
    case "pointwise":
      planPointwise(planning, value, id, computation);
      return;
    case "reshape":
      planReshape(planning, value, id);
      return;
    case "view":
      planView(planning, value, id, computation);
      return;
    case "reduce":
      planReduce(planning, value, id, computation);
      return;
    case "place":
      planPlace(planning, value, id, computation);
      return;
    case "fold":
    case "gather":
    case "scan":
      throw new RangeError(`${value.op.name} cannot be part of a training step`);
    case "expand":
      throw new RangeError(`${value.op.name} is written as other ops, which must take its place first`);
  }
}

// The arguments of operators that compute with floats: quantised constants among them, as the weights of models are whose activations are floats, become
// the floats they stand for.

import { cast, castCode } from "../../../network/ops/cast.ts";
import { multiply } from "../../../network/ops/multiply.ts";
import { subtract } from "../../../network/ops/subtract.ts";
import type { Application } from "../application.ts";
import { nameOfElementType } from "../element-types.ts";
import { quantisationOf } from "../quantisation.ts";
import { Unsupported, type Operand } from "../values.ts";

/** @throws Unsupported where it is of integers that are computed, or that stand for no floats. */
export function floatAt(application: Application, position: number): Operand {
  const operand = application.input(position);
  const scalar = application.scalarOf(operand);
  if (scalar === "f32") return operand;
  if (operand.kind === "computed") throw new Unsupported(`its input ${position} is of ${nameOfElementType(application.tensor(position).type)} instead of float32`);
  return dequantised(application, operand, position);
}

/** (q − zero point)·scale, of one scale or of one for each index of an axis. */
export function dequantised(application: Application, operand: Operand, position: number): Operand {
  const { shape, ...tensor } = application.tensor(position);
  if (tensor.quantisation === undefined) throw new Unsupported(`its input ${position} is of integers without a scale`);
  const { scales, zeroPoints, axis } = quantisationOf({ shape, ...tensor });
  const spread = scales.length === 1 ? [] : shape.map((_, own) => (own === axis ? scales.length : 1));
  const numbers = application.apply(cast, [operand], { to: castCode("f32") });
  const shifted = zeroPoints.every((zero) => zero === 0) ? numbers : application.apply(subtract, [numbers, application.constant("zero", "f32", spread, zeroPoints)]);
  return application.apply(multiply, [shifted, application.constant("scale", "f32", spread, scales)]);
}

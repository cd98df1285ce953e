// Ops made on the fly from definitions of others: partial derivatives of pointwise ops, losses and their derivatives.
// They occur in training steps only and carry no derivative of their own.

import { broadcastShapes } from "../../network/broadcast.ts";
import type { Attributes } from "../../network/attributes.ts";
import { derivativesOf, type Computation, type Op } from "../../network/op.ts";
import { multiply } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import type { Loss } from "../losses/loss.ts";

type Pointwise = Extract<Computation, { readonly kind: "pointwise" }>;

/** upstream · ∂op/∂argument: an op of op's arguments followed by the upstream derivative. */
export function partialDerivativeOp(op: Op, computation: Pointwise, position: number, count: number): Op {
  const parameters = op.parameters.slice(0, count);
  return pointwiseOp(`${op.name}_by_${op.parameters[position]}`, [...parameters, "upstream"], op.attributes, (elements, attributes) => {
    const derivative = derivativesOf(op.name, computation, elements.slice(0, count), attributes)[position];
    return multiply(elements[count], derivative);
  });
}

/** Whether the derivative of a pointwise op by an argument is 1 everywhere: then the upstream one passes unchanged. */
export function isConstantOne(op: Op, position: number, attributes: Attributes): boolean {
  if (op.computation.kind !== "pointwise") return false;
  const elements = op.parameters.map((_, index): Expression => ({ kind: "local", local: index }));
  const derivative = derivativesOf(op.name, op.computation, elements, attributes)[position];
  return derivative.kind === "constant" && derivative.value === 1;
}

/** The terms of a loss: an op of output and target. */
export function lossOp(loss: Loss): Op {
  return pointwiseOp(loss.name, ["y", "t"], {}, ([y, t]) => loss.value(y, t));
}

/** The derivative of a loss by the output: an op of output, target and the share of one term in the mean. */
export function lossDerivativeOp(loss: Loss): Op {
  return pointwiseOp(`${loss.name}_by_y`, ["y", "t", "share"], {}, ([y, t, share]) => multiply(share, loss.derivative(y, t)));
}

/** A pointwise op without derivatives. */
export function pointwiseOp(
  name: string,
  parameters: readonly string[],
  attributes: Attributes,
  value: (elements: readonly Expression[], attributes: Attributes) => Expression,
): Op {
  return {
    name,
    parameters,
    required: parameters.length,
    attributes,
    inferShape: (shapes) => broadcastShapes(shapes),
    computation: {
      kind: "pointwise",
      value,
    },
    examples: [{ shapes: parameters.map(() => [2, 3]) }],
  };
}

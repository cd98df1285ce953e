// negative_log_likelihood_loss: −x at each target's class, along axis 1 of x, times the class's weight; of all targets each, their sum
// or their mean, which with weights is divided by the weights' sum. A target that is to be ignored has the loss 0 and the weight 0.
// ONNX NegativeLogLikelihoodLoss-22; where the standard calls a target an error, the nearest class is taken.

import { apply, constant, constantOf, select } from "../../program/expression.ts";
import type { Scalar } from "../../program/scalar.ts";
import { numberOf, type Attributes } from "../attributes.ts";
import { sameShape } from "../broadcast.ts";
import { elementCount, showShape, type Shape } from "../shape.ts";
import type { ExpandContext, OnnxSpelling, Op, OpExample, ShapeProblem, ValueId } from "../op.ts";
import { divide } from "./divide.ts";
import { gatherElements } from "./gather-elements.ts";
import { gather } from "./gather.ts";
import { multiply } from "./multiply.ts";
import { negate } from "./negate.ts";
import { reduceMean } from "./reduce-mean.ts";
import { reduceSum } from "./reduce-sum.ts";
import { reshape } from "./reshape.ts";

const REDUCTIONS = { none: 0, sum: 1, mean: 2 } as const;

/** Whether there is a target to be ignored is said apart: any integer may be it. */
export const LOSS_ATTRIBUTES: Attributes = { reduction: REDUCTIONS.mean, ignores: 0, ignore_index: 0 };

export const LOSS_EXAMPLES: readonly OpExample[] = [
  { shapes: [[3, 4], [3]], scalars: ["f32", "i32"] },
  { shapes: [[2, 3, 2], [2, 2], [3]], scalars: ["f32", "i32", "f32"] },
  { shapes: [[3, 2], [3]], scalars: ["f32", "i32"], attributes: { reduction: REDUCTIONS.sum, ignores: 1, ignore_index: 1 } },
  { shapes: [[2, 3, 2], [2, 2], [3]], scalars: ["f32", "i32", "f32"], attributes: { reduction: REDUCTIONS.none, ignores: 1, ignore_index: -1 } },
  { shapes: [[4, 2], [4], [2]], scalars: ["f32", "i32", "f32"], attributes: { ignores: 1, ignore_index: 1 } },
];

/** @param furtherOutputs of the losses that have one. */
export function lossSpellings(type: string, further: Pick<OnnxSpelling, "furtherOutputs"> = {}): readonly OnnxSpelling[] {
  const reduction = { name: "reduction", type: "string", values: REDUCTIONS } as const;
  return [
    { type, since: 12, attributes: { reduction }, ...further },
    {
      type,
      since: 12,
      attributes: { reduction, ignore_index: { name: "ignore_index", type: "int", isRequired: true } },
      implied: { ignores: 1 },
      ...further,
    },
  ];
}

/** The shape of x at each target, of the targets or of a number. */
export function lossShape([x, targets, weights]: readonly Shape[], attributes: Attributes): Shape | ShapeProblem {
  if (x.length < 2 || !sameShape(x.toSpliced(1, 1), targets)) return { problem: `${showShape(targets)} are no targets of ${showShape(x)}` };
  if (weights !== undefined && !sameShape(weights, [x[1]])) return { problem: `${showShape(weights)} are not the weights of ${x[1]} classes` };
  return numberOf(attributes, "reduction") === REDUCTIONS.none ? targets : [];
}

/** x at the target, negated, or 0. */
const lossUnlessIgnored: Op = {
  name: "loss_unless_ignored",
  parameters: ["loss", "target"],
  required: 2,
  attributes: { ignore_index: 0 },
  inferShape: ([loss]) => loss,
  inferScalar: () => "f32",
  computation: {
    kind: "pointwise",
    value: ([loss, target], attributes) => {
      const isIgnored = apply("equal", [target, constantOf("i32", numberOf(attributes, "ignore_index"))]);
      return select(isIgnored, constant(0), loss);
    },
  },
  examples: [],
};

export const negativeLogLikelihoodLoss: Op = {
  name: "negative_log_likelihood_loss",
  parameters: ["x", "targets", "weights"],
  required: 2,
  attributes: LOSS_ATTRIBUTES,
  inferShape: lossShape,
  inferScalar: lossScalar,
  computation: { kind: "expand", into: lossOf },
  onnx: lossSpellings("NegativeLogLikelihoodLoss"),
  examples: LOSS_EXAMPLES,
};

/** Of float32 with targets that are integers. */
export function lossScalar([x, targets, ...weights]: readonly Scalar[]): Scalar | ShapeProblem {
  const fits = x === "f32" && targets === "i32" && weights.every((scalar) => scalar === "f32");
  return fits ? "f32" : { problem: `its arguments are of ${[x, targets, ...weights].join(", ")} instead of f32, i32 and f32` };
}

function lossOf(context: ExpandContext): ValueId {
  const { builder, arguments: [x, targets, weights], attributes, name, origin } = context;
  const shape = builder.shapeOf(x);
  const column = builder.operation(reshape, [targets], { shape: shape.with(1, 1) }, "classes", origin);
  const chosen = builder.operation(gatherElements, [x, column], { axis: 1 }, "chosen", origin);
  const flat = builder.operation(reshape, [chosen], { shape: builder.shapeOf(targets) }, "at_targets", origin);
  const loss = builder.operation(negate, [flat], {}, "loss", origin);
  const weight = weightOf(context);
  const weighted = weight === undefined || weights === undefined ? loss : builder.operation(multiply, [loss, weight], {}, "weighted", origin);
  const losses = unlessIgnored(context, weighted, "losses");
  const reduction = numberOf(attributes, "reduction");
  if (reduction === REDUCTIONS.none) return builder.operation(reshape, [losses], { shape: builder.shapeOf(targets) }, name, origin);
  if (reduction === REDUCTIONS.mean && weight === undefined) return builder.operation(reduceMean, [losses], { keepdims: 0 }, name, origin);
  if (reduction === REDUCTIONS.sum || weight === undefined) return builder.operation(reduceSum, [losses], { keepdims: 0 }, name, origin);
  const sum = builder.operation(reduceSum, [losses], { keepdims: 0 }, "sum", origin);
  const total = builder.operation(reduceSum, [weight], { keepdims: 0 }, "total", origin);
  return builder.operation(divide, [sum, total], {}, name, origin);
}

/** The weight of each target, 1 where there are none; undefined where all are 1. */
function weightOf(context: ExpandContext): ValueId | undefined {
  const { builder, arguments: [, targets, weights], attributes, origin } = context;
  if (weights !== undefined) return unlessIgnored(context, builder.operation(gather, [weights, targets], {}, "weight", origin), "counted");
  if (numberOf(attributes, "ignores") === 0) return undefined;
  const shape = builder.shapeOf(targets);
  return unlessIgnored(context, builder.parameter("ones", shape, new Float32Array(elementCount(shape)).fill(1), origin), "counted");
}

function unlessIgnored({ builder, arguments: [, targets], attributes, origin }: ExpandContext, value: ValueId, name: string): ValueId {
  if (numberOf(attributes, "ignores") === 0) return value;
  return builder.operation(lossUnlessIgnored, [value, targets], { ignore_index: numberOf(attributes, "ignore_index") }, name, origin);
}

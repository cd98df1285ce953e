// at_least, at_most and clip: x within bounds that are arguments of one element. A bound that is NaN is none, NaN stays NaN, −0 stays
// −0 beside a bound of 0, and where the lower bound is above the upper one all is the upper one. ONNX Clip-13.

import { constant, less, select } from "../../program/expression.ts";
import { elementCount, showShape, type Shape } from "../shape.ts";
import type { OnnxSpelling, Op, ShapeProblem } from "../op.ts";
import { sameNumber } from "../scalar-rules.ts";

/** The shape of x, which a bound of one element never stretches. */
function boundedShape([x, ...bounds]: readonly Shape[]): Shape | ShapeProblem {
  const wrong = bounds.find((bound) => elementCount(bound) !== 1);
  return wrong === undefined ? x : { problem: `a bound has the shape ${showShape(wrong)} instead of one element` };
}

function spelling(inputs: NonNullable<OnnxSpelling["inputs"]>): OnnxSpelling {
  return { type: "Clip", since: 11, inputs, attributes: {} };
}

export const atLeast: Op = {
  name: "at_least",
  parameters: ["x", "bound"],
  required: 2,
  attributes: {},
  inferShape: boundedShape,
  inferScalar: sameNumber,
  computation: {
    kind: "pointwise",
    value: ([x, bound]) => select(less(x, bound), bound, x),
    derivatives: ([x, bound]) => [select(less(x, bound), constant(0), constant(1)), select(less(x, bound), constant(1), constant(0))],
  },
  onnx: spelling(["given", "given", "absent"]),
  examples: [{ shapes: [[2, 3], []] }, { shapes: [[], [1]] }, { shapes: [[5], []], scalars: ["i32", "i32"] }],
};

export const atMost: Op = {
  name: "at_most",
  parameters: ["x", "bound"],
  required: 2,
  attributes: {},
  inferShape: boundedShape,
  inferScalar: sameNumber,
  computation: {
    kind: "pointwise",
    value: ([x, bound]) => select(less(bound, x), bound, x),
    derivatives: ([x, bound]) => [select(less(bound, x), constant(0), constant(1)), select(less(bound, x), constant(1), constant(0))],
  },
  onnx: spelling(["given", "absent", "given"]),
  examples: [{ shapes: [[2, 3], []] }, { shapes: [[], [1]] }, { shapes: [[5], []], scalars: ["i32", "i32"] }],
};

export const clip: Op = {
  name: "clip",
  parameters: ["x", "low", "high"],
  required: 3,
  attributes: {},
  inferShape: boundedShape,
  inferScalar: sameNumber,
  computation: {
    kind: "expand",
    into({ builder, arguments: [x, low, high], name, origin }) {
      return builder.operation(atMost, [builder.operation(atLeast, [x, low], {}, "raised", origin), high], {}, name, origin);
    },
  },
  onnx: spelling(["given", "given", "given"]),
  examples: [{ shapes: [[2, 3], [], []] }, { shapes: [[], [1], []] }, { shapes: [[5], [], []], scalars: ["i32", "i32", "i32"] }],
};

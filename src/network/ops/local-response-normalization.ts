// local_response_normalization: x/(bias + alpha/size · Σ x²)^beta, the sum over `size` channels around each one. ONNX LRN-13; Krizhevsky,
// Sutskever and Hinton 2012.

import { add, addIndex, apply, constant, divide, multiply } from "../../program/expression.ts";
import { numberOf } from "../attributes.ts";
import { sameShape } from "../broadcast.ts";
import { showShape } from "../shape.ts";
import type { Op } from "../op.ts";
import { frame } from "./frame.ts";

/** The sum of squares of `size` channels, from the channel on, of an array that has so many channels more, but one. */
const windowOfSquares: Op = {
  name: "window_of_squares",
  parameters: ["x"],
  required: 1,
  attributes: { size: 1 },
  inferShape: ([x], attributes) => x.with(1, x[1] - numberOf(attributes, "size") + 1),
  computation: {
    kind: "fold",
    fold(_, attributes) {
      return {
        over: [numberOf(attributes, "size")],
        reads: [{ argument: 0, at: (indices, [step]) => indices.with(1, addIndex(indices[1], step)) }],
        memory: [{ name: "sum", scalar: "f32", initial: { kind: "number", value: 0 } }],
        step: ([sum], [element]) => [add(sum, multiply(element, element, "square"))],
        result: ([sum]) => sum,
      };
    },
  },
  examples: [],
};

/** x/(bias + factor·sum)^beta. */
const dampened: Op = {
  name: "dampened",
  parameters: ["x", "sum"],
  required: 2,
  attributes: { bias: 1, factor: 1, beta: 1 },
  inferShape: ([x, sum]) => (sameShape(x, sum) ? x : { problem: `${showShape(x)} and ${showShape(sum)} differ` }),
  computation: {
    kind: "pointwise",
    isPartial: true,
    value([x, sum], attributes) {
      const [bias, factor, beta] = ["bias", "factor", "beta"].map((name) => constant(Math.fround(numberOf(attributes, name)), name));
      return divide(x, apply("pow", [add(bias, multiply(factor, sum, "damping")), beta], "divisor"));
    },
  },
  examples: [],
};

export const localResponseNormalization: Op = {
  name: "local_response_normalization",
  parameters: ["x"],
  required: 1,
  attributes: { size: 1, alpha: Math.fround(1e-4), beta: 0.75, bias: 1 },
  inferShape([x], attributes) {
    const size = numberOf(attributes, "size");
    return x.length >= 2 && size >= 1 ? x : { problem: `${showShape(x)} has no ${size} channels side by side` };
  },
  computation: {
    kind: "expand",
    into({ builder, arguments: [x], attributes, name, origin }) {
      const rank = builder.shapeOf(x).length;
      const [size, alpha, beta, bias] = ["size", "alpha", "beta", "bias"].map((one) => numberOf(attributes, one));
      const channels = (count: number): readonly number[] => Array.from({ length: rank }, (_, axis) => (axis === 1 ? count : 0));
      const before = Math.floor((size - 1) / 2);
      const padding = { before: channels(before), after: channels(size - 1 - before) };
      const framed = builder.operation(frame, [x], padding, "framed", origin);
      const sum = builder.operation(windowOfSquares, [framed], { size }, "sum", origin);
      return builder.operation(dampened, [x, sum], { bias, factor: alpha / size, beta }, name, origin);
    },
  },
  onnx: {
    type: "LRN",
    attributes: {
      size: { name: "size", type: "int", isRequired: true },
      alpha: { name: "alpha", type: "float" },
      beta: { name: "beta", type: "float" },
      bias: { name: "bias", type: "float" },
    },
  },
  examples: [
    { shapes: [[1, 5, 2]], attributes: { size: 3, alpha: Math.fround(0.5) } },
    { shapes: [[2, 3]], attributes: { size: 2, alpha: 1, beta: 0.5, bias: 2 } },
  ],
};

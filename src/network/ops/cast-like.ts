// cast_like: elements as those of another argument's type, whose values have no effect. ONNX CastLike-15.

import type { Op } from "../op.ts";
import { cast, castCode } from "./cast.ts";

export const castLike: Op = {
  name: "cast_like",
  parameters: ["x", "like"],
  required: 2,
  attributes: {},
  inferShape: ([x]) => x,
  inferScalar: ([, like]) => like,
  computation: {
    kind: "expand",
    into: ({ builder, arguments: [x, like], name, origin }) => builder.operation(cast, [x], { to: castCode(builder.scalarOf(like)) }, name, origin),
  },
  onnx: { type: "CastLike", attributes: {}, ignoredAttributes: ["saturate", "round_mode"] },
  examples: [
    { shapes: [[2, 3], [1]], scalars: ["f32", "i32"] },
    { shapes: [[3], []], scalars: ["i32", "f32"] },
  ],
};

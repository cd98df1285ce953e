// swiglu: swish(a)·b of two arrays of one shape. ONNX SwiGLU-28; Shazeer 2020.

import { sameShape } from "../broadcast.ts";
import type { Op } from "../op.ts";
import { showShape } from "../shape.ts";
import { multiply } from "./multiply.ts";
import { swish } from "./swish.ts";

export const swiglu: Op = {
  name: "swiglu",
  parameters: ["a", "b"],
  required: 2,
  attributes: { alpha: 1 },
  inferShape: ([a, b]) => (sameShape(a, b) ? a : { problem: `its arguments have the shapes ${showShape(a)} and ${showShape(b)}` }),
  computation: {
    kind: "expand",
    into({ builder, arguments: [a, b], attributes, name, origin }) {
      const gate = builder.operation(swish, [a], attributes, "gate", origin);
      return builder.operation(multiply, [gate, b], {}, name, origin);
    },
  },
  onnx: { type: "SwiGLU", since: 28, attributes: { alpha: { name: "alpha", type: "float" } } },
  examples: [{ shapes: [[2, 3], [2, 3]] }, { shapes: [[3], [3]], attributes: { alpha: Math.fround(1.702) } }],
};

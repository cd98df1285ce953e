// relu: x where x ≥ 0, 0 where x < 0. ONNX Relu-14.

import { constant, less, select } from "../../program/expression.ts";
import type { Op } from "../op.ts";

export const relu: Op = {
  name: "relu",
  parameters: ["x"],
  required: 1,
  attributes: {},
  inferShape: ([x]) => x,
  computation: {
    kind: "pointwise",
    /** Not a maximum function: those lose NaN or leave the sign of a zero open. */
    value([x]) {
      return select(less(x, constant(0)), constant(0), x);
    },
    /** At 0, where there is none, the one of the right-hand side. */
    derivatives([x]) {
      return [select(less(x, constant(0)), constant(0), constant(1))];
    },
  },
  onnx: { type: "Relu", attributes: {} },
  examples: [{ shapes: [[7]] }, { shapes: [[]] }],
};

// identity: x. ONNX Identity-16, and Clip without bounds.

import { sameScalar } from "../infer-scalar.ts";
import type { Op } from "../op.ts";

export const identity: Op = {
  name: "identity",
  parameters: ["x"],
  required: 1,
  attributes: {},
  inferShape: ([x]) => x,
  inferScalar: sameScalar,
  computation: { kind: "reshape" },
  onnx: [{ type: "Identity", attributes: {} }, { type: "Clip", since: 11, inputs: ["given", "absent", "absent"], attributes: {} }],
  examples: [{ shapes: [[2, 3]] }, { shapes: [[1]], scalars: ["i32"] }],
};

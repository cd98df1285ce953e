// identity: x. ONNX Identity-16.

import type { Op } from "../op.ts";

export const identity: Op = {
  name: "identity",
  parameters: ["x"],
  required: 1,
  attributes: {},
  inferShape: ([x]) => x,
  computation: { kind: "reshape" },
  onnx: { type: "Identity", attributes: {} },
  examples: [{ shapes: [[2, 3]] }, { shapes: [[1]] }],
};

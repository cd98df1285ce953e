// dropout: x; dropping is for training, and a trained network drops nothing. ONNX Dropout-13 in inference mode.

import type { Op } from "../op.ts";

export const dropout: Op = {
  name: "dropout",
  parameters: ["x"],
  required: 1,
  attributes: {},
  inferShape: ([x]) => x,
  computation: { kind: "reshape" },
  onnx: {
    type: "Dropout",
    attributes: {},
    ignoredAttributes: ["seed", "ratio"],
    ignoredInputs: [{ name: "ratio" }, { name: "training_mode", mustBe: 0 }],
  },
  examples: [{ shapes: [[2, 3]] }],
};

// matmul_add: a·b + c, where the sums begin with c; what a pass makes of matmul and add. No file has it.

import { broadcastIndices, broadcastsTo } from "../broadcast.ts";
import { showShape } from "../shape.ts";
import type { Op } from "../op.ts";
import { matmul, productOf } from "./matmul.ts";

export const matmulAdd: Op = {
  name: "matmul_add",
  parameters: ["a", "b", "c"],
  required: 3,
  constantNames: [undefined, "W", "b"],
  attributes: {},
  inferShape([a, b, c], attributes) {
    const product = matmul.inferShape([a, b], attributes);
    if ("problem" in product || broadcastsTo(c, product)) return product;
    return { problem: `C of shape ${showShape(c)} does not broadcast to ${showShape(product)}` };
  },
  computation: {
    kind: "reduce",
    reduction: ([a, b, c]) => ({
      ...productOf(a, b),
      start: { read: { argument: 2, at: (indices) => broadcastIndices(c, indices) }, weight: undefined },
    }),
  },
  examples: [{ shapes: [[1, 3, 4], [4, 2], [2]] }, { shapes: [[2, 3, 4], [4, 2], [3, 1]] }],
};

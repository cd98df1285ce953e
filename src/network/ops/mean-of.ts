// mean_of: the mean of any number of arguments, broadcast: their sum in their order, divided by their number. ONNX Mean-13.

import { broadcastShapes } from "../broadcast.ts";
import type { Op } from "../op.ts";
import { add } from "./add.ts";
import { pairsOfPairs } from "./of-any-number.ts";
import { divideBy } from "./with-constant.ts";

export const meanOf: Op = {
  name: "mean_of",
  parameters: ["x"],
  required: 1,
  isVariadic: true,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  computation: {
    kind: "expand",
    into(context) {
      const { builder, arguments: args, name, origin } = context;
      return builder.operation(divideBy, [pairsOfPairs(add, context, "sum")], { divisor: args.length }, name, origin);
    },
  },
  onnx: { type: "Mean", attributes: {} },
  examples: [{ shapes: [[2, 3]] }, { shapes: [[2, 1], [3], [2, 3]] }],
};

// reduce_log_sum: the logarithm of the sum along axes. ONNX ReduceLogSum-18.

import type { Op } from "../op.ts";
import { log } from "./log.ts";
import { REDUCED_AXES, REDUCED_AXES_EXAMPLES, reducedAxesSpelling, shapeWithoutAxes } from "./reduce-over-axes.ts";
import { reduceSum } from "./reduce-sum.ts";

export const reduceLogSum: Op = {
  name: "reduce_log_sum",
  parameters: ["x"],
  required: 1,
  attributes: REDUCED_AXES,
  inferShape: ([x], attributes) => shapeWithoutAxes(x, attributes),
  computation: {
    kind: "expand",
    into({ builder, arguments: [x], attributes, name, origin }) {
      const sum = builder.operation(reduceSum, [x], attributes, "sum", origin);
      return builder.operation(log, [sum], {}, name, origin);
    },
  },
  onnx: reducedAxesSpelling("ReduceLogSum", 18),
  examples: REDUCED_AXES_EXAMPLES,
};

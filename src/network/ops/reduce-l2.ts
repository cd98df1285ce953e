// reduce_l2: the root of the sum of squares along axes; infinite where a square is, as of 2e19. ONNX ReduceL2-18.

import type { Op } from "../op.ts";
import { REDUCED_AXES, REDUCED_AXES_EXAMPLES, reducedAxesSpelling, shapeWithoutAxes } from "./reduce-over-axes.ts";
import { reduceSumSquare } from "./reduce-sum-square.ts";
import { squareRoot } from "./square-root.ts";

export const reduceL2: Op = {
  name: "reduce_l2",
  parameters: ["x"],
  required: 1,
  attributes: REDUCED_AXES,
  inferShape: ([x], attributes) => shapeWithoutAxes(x, attributes),
  computation: {
    kind: "expand",
    into({ builder, arguments: [x], attributes, name, origin }) {
      const sum = builder.operation(reduceSumSquare, [x], attributes, "sum", origin);
      return builder.operation(squareRoot, [sum], {}, name, origin);
    },
  },
  onnx: reducedAxesSpelling("ReduceL2", 18),
  examples: REDUCED_AXES_EXAMPLES,
};

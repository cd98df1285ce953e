// reduce_mean: the sum along axes divided by how many elements it has. ONNX ReduceMean-18.

import { accepted } from "../axes.ts";
import { elementCount } from "../shape.ts";
import type { Op } from "../op.ts";
import { REDUCED_AXES, REDUCED_AXES_EXAMPLES, reducedAxes, reducedAxesSpelling, shapeWithoutAxes } from "./reduce-over-axes.ts";
import { reduceSum } from "./reduce-sum.ts";
import { divideBy } from "./with-constant.ts";

export const reduceMean: Op = {
  name: "reduce_mean",
  parameters: ["x"],
  required: 1,
  attributes: REDUCED_AXES,
  inferShape: ([x], attributes) => shapeWithoutAxes(x, attributes),
  computation: {
    kind: "expand",
    into({ builder, arguments: [x], attributes, name, origin }) {
      const shape = builder.shapeOf(x);
      const axes = accepted(reducedAxes(shape, attributes));
      const sum = builder.operation(reduceSum, [x], attributes, "sum", origin);
      return builder.operation(divideBy, [sum], { divisor: elementCount(axes.map((axis) => shape[axis])) }, name, origin);
    },
  },
  onnx: reducedAxesSpelling("ReduceMean", 18),
  examples: REDUCED_AXES_EXAMPLES,
};

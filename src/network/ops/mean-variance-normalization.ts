// mean_variance_normalization: (x − mean)/(√variance + 1e-9), with mean and variance over some axes, or over all where none is named.
// ONNX MeanVarianceNormalization-13, whose text takes the variance as the difference of two means: the same in real arithmetic.

import { listOf } from "../attributes.ts";
import { axesOf } from "../axes.ts";
import type { Op } from "../op.ts";
import { deviationsOf } from "./deviations.ts";
import { divide } from "./divide.ts";
import { squareRoot } from "./square-root.ts";
import { addConstant } from "./with-constant.ts";

export const meanVarianceNormalization: Op = {
  name: "mean_variance_normalization",
  parameters: ["x"],
  required: 1,
  attributes: { axes: [0, 2, 3] },
  inferShape([x], attributes) {
    const axes = axesOf(listOf(attributes, "axes"), x.length);
    return "problem" in axes ? axes : x;
  },
  computation: {
    kind: "expand",
    into({ builder, arguments: [x], attributes, name, origin }) {
      const { deviation, variance } = deviationsOf(builder, x, listOf(attributes, "axes"), origin);
      const root = builder.operation(squareRoot, [variance], {}, "root", origin);
      const spread = builder.operation(addConstant, [root], { addend: Math.fround(1e-9) }, "spread", origin);
      return builder.operation(divide, [deviation, spread], {}, name, origin);
    },
  },
  onnx: { type: "MeanVarianceNormalization", attributes: { axes: { name: "axes", type: "ints" } } },
  examples: [{ shapes: [[2, 1, 2, 3]] }, { shapes: [[3, 4]], attributes: { axes: [-1] } }],
};

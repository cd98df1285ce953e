// reduce_log_sum_exp: log Σ e^x along axes as max + log Σ e^(x − max), which overflows nowhere; −∞ where all are −∞, +∞ where one is, NaN
// where one is. ONNX ReduceLogSumExp-18.

import { apply, constant, select, subtract } from "../../program/expression.ts";
import type { Op } from "../op.ts";
import { add } from "./add.ts";
import { elementwise } from "./elementwise.ts";
import { logOnePlus } from "./log-softmax.ts";
import { sumOfOtherPowers } from "./other-powers.ts";
import { reduceMax } from "./reduce-max.ts";
import { REDUCED_AXES, REDUCED_AXES_EXAMPLES, reducedAxesSpelling, shapeWithoutAxes } from "./reduce-over-axes.ts";

/** Infinities have no differences. */
const finiteOrZero = elementwise({
  name: "finite_or_zero",
  value: (x) => select(apply("equal", [subtract(x, x), constant(0)]), x, constant(0)),
});

export const reduceLogSumExp: Op = {
  name: "reduce_log_sum_exp",
  parameters: ["x"],
  required: 1,
  attributes: REDUCED_AXES,
  inferShape: ([x], attributes) => shapeWithoutAxes(x, attributes),
  computation: {
    kind: "expand",
    into({ builder, arguments: [x], attributes, name, origin }) {
      const most = builder.operation(reduceMax, [x], attributes, "most", origin);
      const anchor = builder.operation(finiteOrZero, [most], {}, "anchor", origin);
      const others = builder.operation(sumOfOtherPowers, [x, anchor], attributes, "others", origin);
      const logarithm = builder.operation(logOnePlus, [others], {}, "logarithm", origin);
      return builder.operation(add, [most, logarithm], {}, name, origin);
    },
  },
  onnx: reducedAxesSpelling("ReduceLogSumExp", 18),
  examples: REDUCED_AXES_EXAMPLES,
};

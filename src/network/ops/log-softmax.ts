// log_softmax: x − max − log Σ e^(x − max) along an axis, the logarithm from what the sum has beyond 1. All NaN where an element is NaN or
// +∞, or all are −∞. ONNX LogSoftmax-13; until 12 along all axes from one on.

import { apply } from "../../program/expression.ts";
import { alongFurtherAxes, alongOneAxis } from "./one-axis.ts";
import { elementwise } from "./elementwise.ts";
import { reduceMax } from "./reduce-max.ts";
import { sumOfOtherPowers } from "./other-powers.ts";
import { subtract } from "./subtract.ts";

/** log(1 + x); no file has it. */
export const logOnePlus = elementwise({ name: "log_one_plus", isPartial: true, value: (x) => apply("log1p", [x]) });

export const logSoftmax = alongOneAxis("log_softmax", "LogSoftmax", ({ builder, arguments: [x], name, origin }, axis) => {
  const most = builder.operation(reduceMax, [x], { axes: [axis] }, "most", origin);
  const others = builder.operation(sumOfOtherPowers, [x, most], { axes: [axis] }, "others", origin);
  const logarithm = builder.operation(logOnePlus, [others], {}, "logarithm", origin);
  const difference = builder.operation(subtract, [x, most], {}, "difference", origin);
  return builder.operation(subtract, [difference, logarithm], {}, name, origin);
});

export const logSoftmaxOfFurtherAxes = alongFurtherAxes(logSoftmax, "LogSoftmax");

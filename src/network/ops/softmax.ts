// softmax: e^(x − max) / Σ e^(x − max) along an axis. All NaN where an element is NaN or +∞, or all are −∞. ONNX Softmax-13; until 12
// along all axes from one on.

import { alongFurtherAxes, alongOneAxis } from "./one-axis.ts";
import { divide } from "./divide.ts";
import { expDifference } from "./exp-difference.ts";
import { greatest } from "./greatest.ts";
import { sumAtOnce } from "./reduce-sum.ts";

export const softmax = alongOneAxis("softmax", "Softmax", ({ builder, arguments: [x], name, origin }, axis) => {
  const most = builder.operation(greatest, [x], { axes: [axis] }, "most", origin);
  const powers = builder.operation(expDifference, [x, most], {}, "powers", origin);
  const sum = builder.operation(sumAtOnce, [powers], { axes: [axis] }, "sum", origin);
  return builder.operation(divide, [powers, sum], {}, name, origin);
});

export const softmaxOfFurtherAxes = alongFurtherAxes(softmax, "Softmax");

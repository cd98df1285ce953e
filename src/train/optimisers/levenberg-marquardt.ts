// levenberg-marquardt: Levenberg 1944, Marquardt 1963. The method is in second-order/marquardt-minimiser.ts.

import type { SecondOrderOptimiser } from "./optimiser.ts";

export const levenbergMarquardt: SecondOrderOptimiser = {
  name: "levenberg-marquardt",
  aliases: ["lm"],
  order: "second",
  parameters: [],
  defaultIterations: 100,
};
